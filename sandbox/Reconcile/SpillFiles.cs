namespace PayFunctions.Sandbox.Reconcile;

/// <summary>Spill streams as temporary files that go with their handle.</summary>
internal static class SpillFiles
{
    public static Stream Open() => new FileStream(
        Path.Combine(Path.GetTempPath(), $"payfunctions-spill-{Path.GetRandomFileName()}"),
        new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.ReadWrite,
            Options = FileOptions.DeleteOnClose,
            BufferSize = 0,
        });
}
