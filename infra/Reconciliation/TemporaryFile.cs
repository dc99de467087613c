namespace PayFunctions.Infra.Reconciliation;

/// <summary>A file that is gone once it is closed.</summary>
internal static class TemporaryFile
{
    private const int BufferBytes = 64 * 1024;

    public static FileStream New() => new(
        Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None,
        BufferBytes, FileOptions.DeleteOnClose | FileOptions.Asynchronous);
}
