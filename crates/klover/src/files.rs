//! Folders of files on disk.

use std::collections::BTreeMap;
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::Path;

use anyhow::{Context, bail};
use model::folder::LARGEST_FILE_BYTES;

/// Most files in a folder that is imported.
const MOST_FILES: usize = 100;

/// Reads every file of a folder. Hidden files are left out.
///
/// # Errors
/// When the folder or a file cannot be read, or is too large.
pub fn read_folder(dir: &Path) -> anyhow::Result<BTreeMap<String, Vec<u8>>> {
    let mut files = BTreeMap::new();
    for entry in std::fs::read_dir(dir).with_context(|| dir.display().to_string())? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if name.starts_with('.') {
            continue;
        }
        if files.len() >= MOST_FILES {
            bail!("{}: more than {MOST_FILES} files", dir.display());
        }
        let size = entry.metadata()?.len();
        if size > LARGEST_FILE_BYTES as u64 {
            bail!("{}: larger than {LARGEST_FILE_BYTES} bytes", entry.path().display());
        }
        files.insert(name, std::fs::read(entry.path()).with_context(|| entry.path().display().to_string())?);
    }
    Ok(files)
}

/// Writes a folder's files, each whole or not at all.
///
/// # Errors
/// When the folder or a file cannot be written.
pub fn write_folder(dir: &Path, files: &BTreeMap<String, String>) -> anyhow::Result<()> {
    std::fs::create_dir_all(dir).with_context(|| dir.display().to_string())?;
    for (name, text) in files {
        let (file, part) = (dir.join(name), dir.join(format!(".{name}.part")));
        std::fs::write(&part, text).with_context(|| part.display().to_string())?;
        std::fs::rename(&part, &file).with_context(|| file.display().to_string())?;
    }
    Ok(())
}

/// Makes a folder that only its owner can enter, if it is not there.
///
/// # Errors
/// When it cannot be made.
pub fn private_folder(dir: &Path) -> anyhow::Result<()> {
    std::fs::DirBuilder::new().recursive(true).mode(0o700).create(dir).with_context(|| dir.display().to_string())
}

/// Makes an empty file that only its owner can read, if it is not there.
///
/// # Errors
/// When it cannot be made.
pub fn private_file(file: &Path) -> anyhow::Result<()> {
    let open = std::fs::OpenOptions::new().create(true).append(true).mode(0o600).open(file);
    open.map(drop).with_context(|| file.display().to_string())
}
