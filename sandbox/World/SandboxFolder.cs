using System.Globalization;
using PayFunctions.Sandbox.Azurite;

namespace PayFunctions.Sandbox.World;

/// <summary>Where one run keeps its storage, journal and log: <c>.sandbox/…</c> in the repository.</summary>
internal static class SandboxFolder
{
    public static string New()
    {
        var name = string.Create(
            CultureInfo.InvariantCulture,
            $"{DateTime.Now:yyyyMMdd-HHmmss}-{Environment.ProcessId}-{Path.GetRandomFileName()[..4]}");
        return Directory.CreateDirectory(Path.Combine(RepositoryRoot.Find(), ".sandbox", name)).FullName;
    }
}
