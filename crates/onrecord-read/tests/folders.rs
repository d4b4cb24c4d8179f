//! Files and folders: which are read, in what order, under which ids.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::fs;
use std::path::Path;

use onrecord_read::{Input, Options, reports};
use tempfile::TempDir;

fn folder(files: &[(&str, &str)]) -> TempDir {
    let dir = tempfile::tempdir().expect("a temporary folder");
    for (name, content) in files {
        let path = dir.path().join(name);
        fs::create_dir_all(path.parent().expect("inside the folder")).expect("a folder");
        fs::write(path, content).expect("a file");
    }
    dir
}

/// The ids that are read, and the errors without the folder's own path.
fn read(inputs: &[&Path]) -> Vec<String> {
    let inputs: Vec<Input> = inputs.iter().map(|path| Input::from(*path)).collect();
    let found = reports(&inputs, Options::default());
    found
        .map(|report| {
            report.map_or_else(
                |error| {
                    assert!(error.hint().is_some(), "{error}");
                    let said = error.to_string();
                    format!("! {}", said.rsplit('/').next().unwrap_or(&said))
                },
                |report| report.id,
            )
        })
        .collect()
}

#[test]
fn a_folder_is_read_in_the_order_of_its_names() {
    let text = "date 2031-05-02 Lind left.";
    let dir = folder(&[
        ("b.txt", text),
        ("a/2.TXT", text),
        ("a/10.txt", text),
        (".hidden/x.txt", text),
        ("a/.x.txt", text),
        ("notes.md", text),
        (
            "c.jsonl",
            "{\"id\": \"own\", \"date\": \"2031-05-02\", \"text\": \"a\"}\n{}",
        ),
        ("d.txt", "no day"),
    ]);
    let path = dir.path();
    let all = [
        "a/10",
        "a/2",
        "b",
        "own",
        "! c.jsonl:2: expected a report's text, found none",
        "! d.txt:1: the report has no date",
    ];
    assert_eq!(read(&[path]), all);
    assert_eq!(read(&[path, path, &path.join("b.txt")]), all);
    assert_eq!(
        read(&[&path.join("notes.md"), &path.join("a/.x.txt")]),
        ["notes.md", ".x"]
    );
    assert_eq!(read(&[&path.join("gone.txt")]).len(), 1);
    let empty = folder(&[("readme.md", "x")]);
    assert!(read(&[empty.path()])[0].contains("found no file to read"));
}

#[test]
fn two_files_never_share_an_id_silently() {
    let dir = folder(&[
        ("a/x.txt", "date 2031-05-02 One."),
        ("b/x.txt", "date 2031-05-02 Two."),
        ("b/x.html", ""),
    ]);
    let found = read(&[&dir.path().join("a"), &dir.path().join("b/x.txt")]);
    assert_eq!(found[0], "x");
    assert!(found[1].starts_with("! ") && found.len() == 2, "{found:?}");
    assert_eq!(read(&[&dir.path().join("a"), &dir.path().join("a/x.txt")]), ["x"]);
}

#[test]
fn progress_counts_bytes() {
    let dir = folder(&[
        ("a.txt", "date 2031-05-02 One."),
        ("b.txt", "date 2031-05-02 Two."),
    ]);
    let mut found = reports(&[Input::from(dir.path())], Options::default());
    let progress = found.progress();
    assert_eq!((progress.done(), progress.total()), (0, Some(40)));
    assert!(found.next().is_some_and(|report| report.is_ok()));
    assert_eq!(progress.done(), 20);
    assert!(found.next().is_some() && found.next().is_none());
    assert_eq!(progress.done(), 40);
    assert_eq!(
        reports(&[Input::from_arg("-")], Options::default())
            .progress()
            .total(),
        None
    );
}

#[cfg(unix)]
#[test]
fn links_that_loop_or_lead_nowhere() {
    use std::os::unix::fs::symlink;
    let text = "date 2031-05-02 Lind left.";
    let dir = folder(&[("a/x.txt", text), ("z.txt", text)]);
    let path = dir.path();
    symlink(path, path.join("a/loop")).expect("a link");
    symlink(path.join("b"), path.join("c")).expect("a link");
    symlink(path.join("c"), path.join("b")).expect("a link");
    symlink(path.join("z.txt"), path.join("same.txt")).expect("a link");
    symlink(path.join("gone"), path.join("gone.txt")).expect("a link");
    symlink(path.join("gone"), path.join("other")).expect("a link");
    let found = read(&[path]);
    assert_eq!(found.len(), 3, "{found:?}");
    assert_eq!((found[0].as_str(), found[2].as_str()), ("a/x", "same"));
    assert!(found[1].contains("gone.txt: can't be read"), "{found:?}");
}

#[cfg(unix)]
#[test]
fn what_may_not_be_read_is_an_error_and_the_rest_goes_on() {
    use std::os::unix::fs::PermissionsExt;
    let text = "date 2031-05-02 Lind left.";
    let dir = folder(&[("a.txt", text), ("b.txt", text), ("c/x.txt", text)]);
    let close = |name: &str| {
        let path = dir.path().join(name);
        fs::set_permissions(&path, fs::Permissions::from_mode(0o000)).expect("permissions");
        path
    };
    let (file, inside) = (close("a.txt"), close("c"));
    if fs::read(&file).is_ok() {
        eprintln!("skipped: this user may read everything");
    } else {
        let found = read(&[dir.path()]);
        assert!(
            found[0].contains("permission denied") || found[0].contains("Permission denied"),
            "{found:?}"
        );
        assert_eq!((found[1].as_str(), found.len()), ("b", 3));
    }
    fs::set_permissions(inside, fs::Permissions::from_mode(0o700)).expect("permissions");
}

#[test]
fn the_iterator_can_go_to_another_thread() {
    fn is_send<T: Send>() {}
    is_send::<onrecord_read::Reports>();
    is_send::<onrecord_read::ReadError>();
}
