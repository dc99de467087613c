using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace PayFunctions.Core.Reconciliation.Evidence;

/// <summary>
/// Writes a difference's evidence as one zip that stands by itself, and reads it back. The same case makes the same bytes.
/// <c>manifest.json</c> names every file with its length, its SHA-256 and where it comes from.
/// </summary>
public static class EvidencePack
{
    public const string ManifestName = "manifest.json";

    private static readonly DateTimeOffset FirstZipTime = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <param name="to">Is left open.</param>
    /// <returns>SHA-256 of the manifest, in hex: kept elsewhere, it vouches for the whole pack.</returns>
    /// <exception cref="ArgumentException">Two files of one name, or a name that is a path out of the pack.</exception>
    public static string Write(Stream to, EvidenceCase of)
    {
        var files = EvidenceFiles.Of(of);
        if (files.Find(file => !IsPlain(file.Name)) is { } odd) throw new ArgumentException($"'{odd.Name}' is no name in a pack.", nameof(of));
        if (files.DistinctBy(file => file.Name).Count() != files.Count) throw new ArgumentException("Two files have one name.", nameof(of));
        var manifest = Manifest(of, files);
        using var archive = new ZipArchive(to, ZipArchiveMode.Create, leaveOpen: true, Encoding.UTF8);
        Put(archive, of.Made, ManifestName, manifest);
        foreach (var file in files) Put(archive, of.Made, file.Name, file.Content.Span);
        return Convert.ToHexStringLower(SHA256.HashData(manifest));
    }

    /// <summary>Holds every file against the manifest.</summary>
    /// <param name="manifestHash">What <see cref="Write"/> returned; null to take the manifest's word.</param>
    /// <returns>What is wrong, by name; null when nothing is.</returns>
    public static string? Verify(Stream pack, string? manifestHash = null)
    {
        using var archive = new ZipArchive(pack, ZipArchiveMode.Read, leaveOpen: true, Encoding.UTF8);
        if (archive.GetEntry(ManifestName) is not { } entry) return $"{ManifestName} is missing";
        var manifest = Read(entry);
        if (manifestHash is not null && !Hash(manifest).Equals(manifestHash, StringComparison.OrdinalIgnoreCase)) return $"{ManifestName} was changed";
        using var document = JsonDocument.Parse(manifest);
        var listed = document.RootElement.GetProperty("files").EnumerateArray()
            .ToDictionary(file => file.GetProperty("name").GetString()!, file => file.GetProperty("sha256").GetString());
        foreach (var (name, hash) in listed)
        {
            if (archive.GetEntry(name) is not { } file) return $"{name} is missing";
            if (Hash(Read(file)) != hash) return $"{name} was changed";
        }

        return archive.Entries.FirstOrDefault(one => one.FullName != ManifestName && !listed.ContainsKey(one.FullName)) is { } stray
            ? $"{stray.FullName} is not in the manifest" : null;
    }

    private static byte[] Manifest(EvidenceCase of, List<EvidenceFile> files) => EvidenceJson.Bytes(new
    {
        difference = of.Id,
        run = of.Run,
        channel = of.Channel,
        day = of.Day,
        made = of.Made,
        files = files.Select(file => new
        {
            name = file.Name,
            bytes = file.Content.Length,
            sha256 = Hash(file.Content.Span),
            source = file.Source,
        }),
    });

    private static void Put(ZipArchive archive, DateTimeOffset made, string name, ReadOnlySpan<byte> content)
    {
        var entry = archive.CreateEntry(name, CompressionLevel.Optimal);
        entry.LastWriteTime = made.UtcDateTime < FirstZipTime.UtcDateTime ? FirstZipTime : new(made.UtcDateTime, TimeSpan.Zero);
        using var stream = entry.Open();
        stream.Write(content);
    }

    private static byte[] Read(ZipArchiveEntry entry)
    {
        using var stream = entry.Open();
        var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }

    private static string Hash(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    private static bool IsPlain(string name) => name.Length is > 0 and <= 200 && !name.Contains("..", StringComparison.Ordinal)
        && !name.Contains("//", StringComparison.Ordinal) && !name.StartsWith('/') && name != ManifestName
        && name.All(letter => letter is (>= 'a' and <= 'z') or (>= '0' and <= '9') or '.' or '-' or '/');
}
