using System.Reflection;
using System.Xml.Linq;

namespace PayFunctions.Tests.Contracts;

/// <summary>The assemblies that embedded/ builds, found by its project files so that none is forgotten.</summary>
internal static class StandIns
{
    public static IEnumerable<Assembly> Assemblies() =>
        from project in Directory.EnumerateFiles(Path.Combine(RepositoryRoot(), "embedded"), "*.csproj", SearchOption.AllDirectories)
        let named = XDocument.Load(project).Descendants("AssemblyName").FirstOrDefault()?.Value
        select Assembly.Load(named ?? Path.GetFileNameWithoutExtension(project));

    /// <returns>Where the lists of genuine signatures are; null where this machine has none.</returns>
    public static string? GenuineLists()
    {
        var folder = Path.GetFullPath(Path.Combine(RepositoryRoot(), "..", "shared", "api"));
        return Directory.Exists(folder) ? folder : null;
    }

    private static string RepositoryRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "PayFunctions.sln"))) return folder.FullName;
        }

        throw new InvalidOperationException($"No PayFunctions.sln above {AppContext.BaseDirectory}.");
    }
}
