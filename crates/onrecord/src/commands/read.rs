//! `onrecord read`: reports in, what was found in them out.

use std::io::{self, BufWriter, IsTerminal, Write};
use std::process::ExitCode;

use onrecord::Detail;

use crate::args::{Inputs, Read, RecordFormat};
use crate::commands::code;
use crate::failure::Failure;
use crate::show;
use crate::show::timeml::Folder;

pub(crate) fn need_inputs(inputs: &Inputs) -> anyhow::Result<()> {
    if inputs.paths.is_empty() && io::stdin().is_terminal() {
        let hint = "name files or folders, or pipe a report in: `onrecord read reports/`";
        return Err(Failure::new("there is nothing to read", hint).into());
    }
    Ok(())
}

pub(crate) fn run(args: &Read) -> anyhow::Result<ExitCode> {
    need_inputs(&args.inputs)?;
    let mut folder = match &args.out {
        Some(path) if args.format == RecordFormat::Timeml => Some(Folder::new(path)?),
        Some(_) => {
            let hint = "use `--format timeml`, or send the output to a file with `>`";
            return Err(Failure::new("--out is for TimeML", hint).into());
        }
        None => None,
    };
    let stdout = io::stdout();
    let on_terminal = stdout.is_terminal();
    let mut out = BufWriter::new(stdout.lock());
    let mut writer = show::Records::new(args.format, on_terminal);
    let detail = if args.tokens || args.format == RecordFormat::Conllu {
        Detail::Tokens
    } else {
        Detail::Sentences
    };
    let outcome = crate::run::run(
        &args.inputs,
        detail,
        on_terminal,
        |_| Ok(false),
        |record| {
            if let Some(folder) = &mut folder {
                folder.write(&record)?;
                return Ok(());
            }
            writer.write(&record, &mut out)?;
            if on_terminal {
                out.flush()?;
            }
            Ok(())
        },
    );
    writer.finish(&mut out)?;
    out.flush()?;
    Ok(code(outcome?))
}
