using System.IO.Compression;
using System.Security.Cryptography;

namespace PayFunctions.OperatorConsole;

/// <summary>One file of the console, ready to be sent.</summary>
/// <param name="Type">Its media type.</param>
/// <param name="Tag">Its entity tag, quotes and all: the content's hash, so that a new release is a new tag.</param>
internal sealed record ConsoleFile(string Type, byte[] Plain, byte[] Zipped, string Tag)
{
    /// <exception cref="ArgumentException">A file whose name says no type that the console has.</exception>
    public static ConsoleFile Of(string name, byte[] plain) =>
        new(TypeOf(name), plain, Zip(plain), $"\"{Convert.ToHexString(SHA256.HashData(plain), 0, 12)}\"");

    private static string TypeOf(string name) => Path.GetExtension(name) switch
    {
        ".html" => "text/html; charset=utf-8",
        ".css" => "text/css; charset=utf-8",
        ".js" => "text/javascript; charset=utf-8",
        ".svg" => "image/svg+xml",
        var other => throw new ArgumentException($"'{name}': the console has no files of the type '{other}'.", nameof(name)),
    };

    private static byte[] Zip(byte[] plain)
    {
        using var zipped = new MemoryStream();
        using (var gzip = new GZipStream(zipped, CompressionLevel.SmallestSize)) gzip.Write(plain);
        return zipped.ToArray();
    }
}
