//! Several processes at once, killed ones, full disks: what's added stays, whole and once.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
#![allow(missing_docs)]

mod common;

use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use common::{BY, Telling, assert_sound, folder, numbered, record};
use onrecord_ledger::{Added, ClaimQuery, Ledger, ReportQuery};

/// This very program as another process that does one task on a ledger, said on its standard error.
fn worker(task: &str, ledger: &Path) -> Command {
    worker_of(Command::new(std::env::current_exe().unwrap()), task, ledger)
}

fn worker_of(mut command: Command, task: &str, ledger: &Path) -> Command {
    command
        .args(["--exact", "a_worker", "--ignored", "--nocapture"])
        .env("LEDGER_TASK", task)
        .env("LEDGER", ledger)
        .stdout(Stdio::null())
        .stderr(Stdio::piped());
    command
}

#[test]
#[ignore = "the other process of the tests here"]
fn a_worker() {
    let (Ok(task), Ok(path)) = (std::env::var("LEDGER_TASK"), std::env::var("LEDGER")) else {
        return;
    };
    let path = PathBuf::from(path);
    match task.split_once(' ').unwrap_or((&task, "")) {
        ("add", count) => add(&path, count.parse().unwrap()),
        ("open-and-add", count) => (0..count.parse().unwrap()).for_each(|n| {
            Ledger::open(&path).unwrap().add(&numbered(n), BY).unwrap();
        }),
        ("version", text) => drop(
            Ledger::open(&path)
                .unwrap()
                .add(&record("one", text), BY)
                .unwrap(),
        ),
        ("fill-the-disk", _) => fill_the_disk(&path),
        ("read-only-disk", _) => read_only_disk(&path),
        (other, _) => panic!("{other}"),
    }
}

/// Adds reports one by one, and says of each when it's kept.
fn add(path: &Path, count: usize) {
    let mut ledger = Ledger::open(path).unwrap();
    for n in 0..count {
        let record = numbered(n);
        if ledger.has(&record.report, BY).unwrap() {
            continue;
        }
        ledger.add(&record, BY).unwrap();
        // In one write, so that a killed process leaves no line that is half there and reads as another number.
        std::io::stderr()
            .write_all(format!("kept {n}\n").as_bytes())
            .unwrap();
    }
}

fn finish(child: Child) -> String {
    let output = child.wait_with_output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success(), "{said}");
    said
}

/// Fails unless the ledger has the reports 0 to `count`, each once, and the claims of them.
fn assert_all(path: &Path, count: usize) {
    assert_sound(path);
    let mut expected = Ledger::in_memory().unwrap();
    for n in 0..count {
        expected.add(&numbered(n), BY).unwrap();
    }
    let found = Ledger::open_read_only(path).unwrap();
    let every = ReportQuery::default();
    assert_eq!(found.reports(&every).unwrap(), expected.reports(&every).unwrap());
    let every = ClaimQuery::default();
    assert_eq!(found.claims(&every).unwrap(), expected.claims(&every).unwrap());
    let about = ClaimQuery {
        about: Some("lorries soderby".into()),
        ..Default::default()
    };
    assert_eq!(found.count_claims(&about).unwrap(), count as u64);
    for n in 0..count {
        assert_eq!(found.record(&format!("r{n}")).unwrap(), Some(numbered(n)));
        assert_eq!(found.versions(&format!("r{n}")).unwrap().len(), 1);
    }
}

#[test]
fn killed_at_any_moment_nothing_is_lost_or_doubled() {
    const ALL: usize = 600;
    let (_folder, path) = folder();
    let mut rounds = 0;
    loop {
        let mut child = worker(&format!("add {ALL}"), &path).spawn().unwrap();
        let mut told = BufReader::new(child.stderr.take().unwrap());
        let mut kept: Vec<usize> = Vec::new();
        // Killed after some reports, and then somewhere in the next.
        let stop_after = 7 * rounds * rounds % 60 + 1;
        let mut line = String::new();
        while told.read_line(&mut line).unwrap() > 0 {
            // Killed while it wrote: what isn't a whole line was not told.
            let Some(whole) = line.strip_suffix('\n') else {
                break;
            };
            let n = whole.strip_prefix("kept ").unwrap_or_else(|| panic!("{whole}"));
            kept.push(n.parse().unwrap());
            line.clear();
            if kept.len() == stop_after {
                std::thread::sleep(Duration::from_micros(137 * rounds as u64 % 3000));
                child.kill().unwrap();
            }
        }
        let ended = child.wait().unwrap().success();
        // The next reader finds what had been told, before anybody writes again.
        let ledger = Ledger::open_read_only(&path).unwrap();
        for n in &kept {
            assert_eq!(
                ledger.record(&format!("r{n}")).unwrap(),
                Some(numbered(*n)),
                "lost"
            );
        }
        let there = ledger.count_reports(&ReportQuery::default()).unwrap() as usize;
        drop(ledger);
        if ended {
            break;
        }
        if rounds % 5 == 0 {
            assert_all(&path, there);
        }
        rounds += 1;
    }
    assert!(rounds > 10, "killed {rounds} times only");
    assert_all(&path, ALL);
}

#[test]
fn killed_while_the_ledger_is_made() {
    for round in 0..12 {
        let (_folder, path) = folder();
        let mut child = worker("add 3", &path).spawn().unwrap();
        std::thread::sleep(Duration::from_millis(round * 4));
        child.kill().unwrap();
        child.wait().unwrap();
        finish(worker("add 3", &path).spawn().unwrap());
        assert_all(&path, 3);
    }
}

#[test]
fn several_processes_add_the_same_reports_to_a_new_ledger() {
    let (_folder, path) = folder();
    let children: Vec<Child> = (0..6).map(|_| worker("add 80", &path).spawn().unwrap()).collect();
    let told: usize = children
        .into_iter()
        .map(|child| finish(child).matches("kept").count())
        .sum();
    assert!(told >= 80);
    assert_all(&path, 80);
}

#[test]
fn a_new_ledger_is_made_by_many_at_once() {
    for _ in 0..6 {
        let (_folder, path) = folder();
        let start = std::sync::Barrier::new(8);
        std::thread::scope(|scope| {
            for _ in 0..8 {
                scope.spawn(|| {
                    start.wait();
                    drop(Ledger::open(&path).unwrap());
                });
            }
        });
        assert_sound(&path);
    }
}

#[test]
fn opened_closed_and_read_all_the_time() {
    let (_folder, path) = folder();
    drop(Ledger::open(&path).unwrap());
    let children: Vec<Child> = (0..3)
        .map(|_| worker("open-and-add 40", &path).spawn().unwrap())
        .collect();
    let done = std::sync::atomic::AtomicBool::new(false);
    std::thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                let mut before = 0;
                while !done.load(std::sync::atomic::Ordering::Relaxed) {
                    let ledger = Ledger::open_read_only(&path).unwrap();
                    let now = ledger.count_reports(&ReportQuery::default()).unwrap();
                    assert!(now >= before);
                    before = now;
                    let sources = ledger.sources(&Default::default()).unwrap();
                    assert!(now == 0 || sources.len() == 2, "of one state: {sources:?}");
                }
            });
        }
        let ended: Vec<_> = children
            .into_iter()
            .map(|child| child.wait_with_output().unwrap())
            .collect();
        done.store(true, std::sync::atomic::Ordering::Relaxed);
        for output in ended {
            assert!(
                output.status.success(),
                "{}",
                String::from_utf8_lossy(&output.stderr)
            );
        }
    });
    assert_all(&path, 40);
}

#[test]
fn different_texts_at_once_are_all_kept_as_versions() {
    let (_folder, path) = folder();
    let texts = [
        "It rains.",
        "It snows.",
        "It hails.",
        "It thaws.",
        "It rains.",
        "It snows.",
    ];
    let children: Vec<Child> = texts
        .iter()
        .map(|text| worker(&format!("version {text}"), &path).spawn().unwrap())
        .collect();
    for child in children {
        finish(child);
    }
    let ledger = Ledger::open_read_only(&path).unwrap();
    let versions = ledger.versions("one").unwrap();
    assert_eq!(versions.len(), 4);
    let mut kept: Vec<String> = versions
        .iter()
        .map(|v| {
            ledger
                .record_version("one", v.version)
                .unwrap()
                .unwrap()
                .report
                .text
        })
        .collect();
    kept.sort();
    assert_eq!(kept, ["It hails.", "It rains.", "It snows.", "It thaws."]);
    assert_sound(&path);
}

#[test]
fn a_name_of_sqlites_own_is_a_file_in_the_working_folder() {
    for name in [":memory:", "file:ledger.db?mode=memory"] {
        let (folder, _) = folder();
        finish(
            worker("add 2", Path::new(name))
                .current_dir(folder.path())
                .spawn()
                .unwrap(),
        );
        assert_all(&folder.path().join(name), 2);
    }
}

/// Runs a task on a ledger that lies alone on a small disk; not where the system doesn't let us make one.
fn on_a_disk_of(size: &str, task: &str) {
    let (folder, path) = folder();
    let mount = |then: &str| {
        let script = format!("mount -t tmpfs -o size={size} onrecord \"$LEDGER_DISK\" && {then}");
        let mut command = Command::new("unshare");
        command
            .args(["--user", "--map-root-user", "--mount", "sh", "-c"])
            .args([&script, "sh"])
            .env("LEDGER_DISK", folder.path());
        command
    };
    if !mount("true").output().is_ok_and(|output| output.status.success()) {
        eprintln!("skipped: no disk of our own can be mounted here");
        return;
    }
    let mut command = mount("exec \"$@\"");
    command.arg(std::env::current_exe().unwrap());
    finish(worker_of(command, task, &path).spawn().unwrap());
}

/// Mounts the small disk of this process once more, otherwise.
fn remount(path: &Path, options: &str) {
    let status = Command::new("mount")
        .args(["-o", &format!("remount,{options}")])
        .arg(path.parent().unwrap())
        .status();
    assert!(status.unwrap().success());
}

#[test]
fn a_full_disk_is_told_and_nothing_is_lost() {
    // Room for the ledger itself and some reports; for a part of it; for nothing.
    for size in ["600k", "300k", "120k", "48k", "4k"] {
        on_a_disk_of(size, "fill-the-disk");
    }
}

fn fill_the_disk(path: &Path) {
    let mut kept = 0;
    let filled = Ledger::open(path).and_then(|mut ledger| {
        for n in 0..5000 {
            let added = ledger.add(&numbered(n), BY)?;
            assert_eq!(added, Added::New);
            kept = n + 1;
            if n % 3 == 0 {
                // What's there can be read all the time.
                assert_eq!(ledger.count_reports(&ReportQuery::default())?, kept as u64);
            }
        }
        Ok(())
    });
    let error = filled.unwrap_err();
    assert!(
        error.to_string().contains("no room left") || error.to_string().contains("can't be read or written"),
        "{error}"
    );
    assert!(error.hint().unwrap().contains("room") || error.hint().unwrap().contains("space"));
    // Once more, still full: an error again, and not another.
    if let Ok(mut ledger) = Ledger::open(path) {
        assert!((kept..5000).any(|n| ledger.add(&numbered(n), BY).is_err()) || kept > 0);
    }
    remount(path, "size=64m");
    let there = Ledger::open(path)
        .unwrap()
        .count_reports(&ReportQuery::default())
        .unwrap();
    assert!(there as usize >= kept, "{there} of {kept}");
    add(path, 300.max(kept + 10));
    assert_all_of_first(path, 300.max(kept + 10));
}

/// As [`assert_all`], where later reports may be there too.
fn assert_all_of_first(path: &Path, count: usize) {
    assert_sound(path);
    let ledger = Ledger::open_read_only(path).unwrap();
    for n in 0..count {
        assert_eq!(ledger.record(&format!("r{n}")).unwrap(), Some(numbered(n)));
        assert_eq!(ledger.versions(&format!("r{n}")).unwrap().len(), 1);
    }
}

#[test]
fn a_disk_that_cannot_be_written_can_be_read() {
    on_a_disk_of("4m", "read-only-disk");
}

fn read_only_disk(path: &Path) {
    let odd = path.with_file_name("ä %3f?x=1#.db");
    for ledger in [path, &odd] {
        add(ledger, 20);
    }
    // A file that can't be written, in a folder that can.
    let locked = path.with_file_name("locked.db");
    add(&locked, 20);
    for args in [&["--bind"][..], &["-o", "remount,ro,bind"]] {
        let status = Command::new("mount").args(args).args([&locked, &locked]).status();
        assert!(status.unwrap().success());
    }
    let error = Ledger::open(&locked).unwrap_err();
    assert!(error.to_string().contains("can't be written"), "{error}");
    assert_eq!(
        Ledger::open_read_only(&locked).unwrap().record("r3").unwrap(),
        Some(numbered(3))
    );
    remount(path, "ro");
    for ledger in [path, &odd] {
        let error = Ledger::open(ledger).unwrap_err();
        assert!(error.to_string().contains("can't be written"), "{error}");
        assert!(error.hint().unwrap().contains("--ledger"));
        let found = Ledger::open_read_only(ledger).unwrap();
        assert_eq!(found.count_reports(&ReportQuery::default()).unwrap(), 20);
        assert_eq!(found.record("r3").unwrap(), Some(numbered(3)));
    }
    let none = path.with_file_name("none.db");
    let error = Ledger::open(&none).unwrap_err();
    assert!(error.to_string().contains("none.db"), "{error}");
    assert!(error.hint().is_some());
    let error = Ledger::open(&path.with_file_name("folder").join("none.db")).unwrap_err();
    assert!(error.to_string().contains("folder can't be made"), "{error}");
}

#[test]
fn a_report_that_others_know_already_is_of_the_other_fields_too() {
    let (_folder, path) = folder();
    let mut ledger = Ledger::open(&path).unwrap();
    let first = record("one", "It rains.");
    assert_eq!(ledger.add(&first, BY).unwrap(), Added::New);
    assert_eq!(
        ledger.add(&first.clone().titled("Rain"), BY).unwrap(),
        Added::NewVersion(2)
    );
}
