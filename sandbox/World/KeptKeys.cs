using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace PayFunctions.Sandbox.World;

/// <summary>RSA keys of simulated parties, kept in a folder for the processes that come later.</summary>
/// <remarks>
/// <para>They sign for parties that exist on this machine alone: nothing outside trusts one, and whoever reads them can do no more
/// than the sandbox itself. All the same they are for their owner's eyes only, and named for what they are.</para>
/// <para>Each is a file of its own (PKCS#8, DER), written whole or not at all. One that does not read is removed; where the folder
/// cannot be written to, keys are made anew in each process.</para>
/// </remarks>
internal sealed class KeptKeys(string folder)
{
    /// <summary>A world takes fifteen, and more as it renews certificates; the tests take forty.</summary>
    public const int Most = 64;

    private const string Prefix = "sandbox-only-not-a-secret-";
    private const string Suffix = ".pkcs8";

    private readonly Lazy<ConcurrentQueue<string>> _unread = new(() => new(Files(folder).Take(Most)));

    /// <summary>One that this has not given out before; null: none is left.</summary>
    public RSA? Take()
    {
        while (_unread.Value.TryDequeue(out var file))
        {
            if (Read(file) is { } key) return key;
        }

        return null;
    }

    /// <summary>Keeps it for later processes, as long as there is room.</summary>
    public void Keep(RSA key)
    {
        try
        {
            Directory.CreateDirectory(folder);
            if (Files(folder).Length < Most) Write(key.ExportPkcs8PrivateKey());
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The next process makes its own.
        }
    }

    private static string[] Files(string folder) =>
        Directory.Exists(folder) ? Directory.GetFiles(folder, $"{Prefix}*{Suffix}") : [];

    private static RSA? Read(string file)
    {
        var key = RSA.Create();
        try
        {
            key.ImportPkcs8PrivateKey(File.ReadAllBytes(file), out _);
            if (key.KeySize == SpareKeys.Bits) return key;
        }
        catch (Exception e) when (e is CryptographicException or IOException or UnauthorizedAccessException)
        {
            // Damaged, taken away meanwhile, or somebody else's.
        }

        key.Dispose();
        Remove(file);
        return null;
    }

    private static void Remove(string file)
    {
        try
        {
            File.Delete(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Somebody else's: it stays, and is passed over each time.
        }
    }

    private void Write(byte[] pkcs8)
    {
        var name = RandomNumberGenerator.GetHexString(16, lowercase: true);
        var (unfinished, file) = (Path.Combine(folder, name + ".new"), Path.Combine(folder, Prefix + name + Suffix));
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var written = new FileStream(unfinished, options)) written.Write(pkcs8);
        File.Move(unfinished, file);
    }
}
