using System.Collections.Concurrent;
using System.Security.Cryptography;
using PayFunctions.Sandbox.Azurite;

namespace PayFunctions.Sandbox.World;

/// <summary>RSA keys for simulated parties.</summary>
/// <remarks>
/// Making one takes a third of a second, and a world has fifteen: what a party that is gone leaves, the next of this process
/// takes, and a later process finds the first ones in <c>.sandbox/keys</c> (<see cref="KeptKeys"/>). No two parties of a process have
/// the same key at one time; those of two processes may.
/// </remarks>
internal static class SpareKeys
{
    internal const int Bits = 2048;

    private static readonly ConcurrentBag<RSAParameters> Left = [];
    private static readonly KeptKeys Kept = new(Path.Combine(RepositoryRoot.Find(), ".sandbox", "keys"));

    public static RSA Take() => Left.TryTake(out var spare) ? RSA.Create(spare) : Kept.Take() ?? Make();

    /// <summary>Ends the party's use of its key, which is disposed of.</summary>
    public static void Leave(RSA key)
    {
        Left.Add(key.ExportParameters(includePrivateParameters: true));
        key.Dispose();
    }

    private static RSA Make()
    {
        var key = RSA.Create(Bits);
        Kept.Keep(key);
        return key;
    }
}
