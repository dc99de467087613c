using System.Collections.Frozen;
using System.Reflection;

namespace PayFunctions.OperatorConsole;

/// <summary>The console's files, which the assembly carries; read and zipped once, by whoever asks first.</summary>
internal static class ConsoleFiles
{
    public const string Index = "index.html";

    private const string Prefix = "console/";

    private static readonly Lazy<FrozenDictionary<string, ConsoleFile>> ByName = new(Read);

    public static IEnumerable<string> Names => ByName.Value.Keys;

    /// <param name="path">From the console's folder on: <c>vendor/uplot.js</c>.</param>
    /// <returns>Null: there is no such file.</returns>
    public static ConsoleFile? Find(string path) => ByName.Value.GetValueOrDefault(path);

    private static FrozenDictionary<string, ConsoleFile> Read()
    {
        var assembly = Assembly.GetExecutingAssembly();
        var resources = assembly.GetManifestResourceNames().Where(name => name.StartsWith(Prefix, StringComparison.Ordinal));
        // The build names them with the separator of the machine that it ran on.
        return resources.ToFrozenDictionary(
            name => name[Prefix.Length..].Replace('\\', '/'), name => ConsoleFile.Of(name, Read(assembly, name)), StringComparer.Ordinal);
    }

    private static byte[] Read(Assembly assembly, string name)
    {
        using var resource = assembly.GetManifestResourceStream(name)!;
        var bytes = new byte[resource.Length];
        resource.ReadExactly(bytes);
        return bytes;
    }
}
