namespace Microsoft.DurableTask.Journal;

/// <summary>Keeps a second process out of the folder; the system lets go of it however the process ends.</summary>
internal sealed class FolderLock : IDisposable
{
    private readonly FileStream _file;

    private FolderLock(FileStream file) => _file = file;

    public static FolderLock Take(string folder)
    {
        var path = Path.Combine(folder, "journal.lock");
        try
        {
            return new(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException e) when (File.Exists(path))
        {
            throw new InvalidOperationException(
                $"The journal folder {folder} is in use by another process: {path} is locked. "
                + "Stop that process, or set Durable:Journal to a folder of this one's own.", e);
        }
    }

    public void Dispose() => _file.Dispose();
}
