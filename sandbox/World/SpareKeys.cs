using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace PayFunctions.Sandbox.World;

/// <summary>RSA keys for simulated parties.</summary>
/// <remarks>
/// Making one takes a third of a second, and a provider has a handful: what a party that is gone leaves, the next of this process
/// takes. No two have the same key at one time.
/// </remarks>
internal static class SpareKeys
{
    private const int Bits = 2048;

    private static readonly ConcurrentBag<RSAParameters> Left = [];

    public static RSA Take() => Left.TryTake(out var spare) ? RSA.Create(spare) : RSA.Create(Bits);

    /// <summary>Ends the party's use of its key, which is disposed of.</summary>
    public static void Leave(RSA key)
    {
        Left.Add(key.ExportParameters(includePrivateParameters: true));
        key.Dispose();
    }
}
