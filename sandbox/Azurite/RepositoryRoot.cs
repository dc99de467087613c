namespace PayFunctions.Sandbox.Azurite;

/// <summary>Finds the folder that says which Azurite is meant: the one with package-lock.json.</summary>
internal static class RepositoryRoot
{
    private const string Mark = "package-lock.json";

    internal static string Find() =>
        Above(AppContext.BaseDirectory)
        ?? Above(Directory.GetCurrentDirectory())
        ?? throw new InvalidOperationException(
            $"No {Mark} above {AppContext.BaseDirectory} or {Directory.GetCurrentDirectory()}: "
            + "Azurite is installed from it, so run this from within a clone of the repository.");

    private static string? Above(string start)
    {
        for (var folder = new DirectoryInfo(start); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, Mark))) return folder.FullName;
        }

        return null;
    }
}
