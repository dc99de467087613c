using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Configuration;

namespace Microsoft.Azure.Functions.Worker.Settings;

/// <summary>The keys that open functions; compared as hashes, in constant time.</summary>
/// <remarks>Level Function opens to every key, level Admin to the one named <c>master</c> only.</remarks>
internal sealed class FunctionKeys
{
    private const string Section = "FunctionKeys";
    private const string Master = "master";
    private const int KeyBytesMax = 1024;

    private readonly (bool IsMaster, byte[] Hash)[] _keys;

    private FunctionKeys(IEnumerable<(string Name, string Key)> keys) => _keys =
    [
        .. from key in keys
           let isMaster = key.Name.Equals(Master, StringComparison.OrdinalIgnoreCase)
           select (isMaster, SHA256.HashData(Encoding.UTF8.GetBytes(key.Key))),
    ];

    /// <summary>The keys of the section FunctionKeys; none: the one kept in the folder, made at first start.</summary>
    public static FunctionKeys Read(IConfiguration configuration, string folder, Action<string> say)
    {
        var configured = configuration.GetSection(Section).GetChildren()
            .Where(key => !string.IsNullOrEmpty(key.Value)).Select(key => (key.Key, key.Value!)).ToArray();
        return new(configured.Length > 0 ? configured : [(Master, Kept(Path.Combine(folder, "function.key"), say))]);
    }

    public bool Open(AuthorizationLevel level, ReadOnlySpan<char> key)
    {
        if (level == AuthorizationLevel.Anonymous) return true;
        if (key.IsEmpty || key.Length > KeyBytesMax / 3) return false;
        Span<byte> bytes = stackalloc byte[KeyBytesMax];
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(bytes[..Encoding.UTF8.GetBytes(key, bytes)], hash);
        var toMasterOnly = level == AuthorizationLevel.Admin;
        var open = false;
        foreach (var (isMaster, known) in _keys)
            open |= CryptographicOperations.FixedTimeEquals(hash, known) & (isMaster | !toMasterOnly);
        return open;
    }

    private static string Kept(string path, Action<string> say)
    {
        if (File.Exists(path) && File.ReadAllText(path).Trim() is { Length: > 0 } kept) return kept;
        var made = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var unfinished = path + ".new";
        File.Delete(unfinished);
        using (var file = new FileStream(unfinished, NewPrivateFile())) file.Write(Encoding.ASCII.GetBytes(made));
        File.Move(unfinished, path, overwrite: true);
        say($"No {Section}:* is set. A key was made and is kept in {path}: {made}");
        return made;
    }

    private static FileStreamOptions NewPrivateFile()
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return options;
    }
}
