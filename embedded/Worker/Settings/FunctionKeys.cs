using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Configuration;

namespace Microsoft.Azure.Functions.Worker.Settings;

/// <summary>The keys that open functions of level Function and Admin; compared as hashes, in constant time.</summary>
internal sealed class FunctionKeys
{
    private readonly byte[][] _hashes;

    private FunctionKeys(IEnumerable<string> keys) => _hashes = [.. keys.Select(key => Hash(key))];

    /// <summary>The keys of the section FunctionKeys; none: the one kept in the folder, made at first start.</summary>
    public static FunctionKeys Read(IConfiguration configuration, string folder, Action<string> say)
    {
        var configured = configuration.GetSection("FunctionKeys").GetChildren()
            .Select(key => key.Value).OfType<string>().Where(key => key.Length > 0).ToArray();
        if (configured.Length > 0) return new(configured);

        var path = Path.Combine(folder, "function.key");
        if (File.Exists(path)) return new([File.ReadAllText(path).Trim()]);
        var made = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        Directory.CreateDirectory(folder);
        using (var file = new FileStream(path, NewPrivateFile())) file.Write(Encoding.ASCII.GetBytes(made));
        say($"No FunctionKeys:* is set. A key was made and is kept in {path}: {made}");
        return new([made]);
    }

    public bool Opens(string? key)
    {
        if (string.IsNullOrEmpty(key) || key.Length > 512) return false;
        var hash = Hash(key);
        var opens = false;
        foreach (var known in _hashes) opens |= CryptographicOperations.FixedTimeEquals(hash, known);
        return opens;
    }

    private static byte[] Hash(string key) => SHA256.HashData(Encoding.UTF8.GetBytes(key));

    private static FileStreamOptions NewPrivateFile()
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return options;
    }
}
