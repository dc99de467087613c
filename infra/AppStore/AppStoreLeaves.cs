using System.Buffers;
using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using PayFunctions.Infra.Apple;
using PayFunctions.Infra.Cryptography;

namespace PayFunctions.Infra.AppStore;

/// <summary>The leaves that Apple signs with, each held to the root once.</summary>
/// <remarks>
/// Two caches. Headers seen last are compared byte by byte, so that the usual one costs no parsing at all. Behind them,
/// chains by the hash of their certificates: only what leads to the root gets in there, so no stranger can fill it.
/// Strangers' headers are remembered beside them, for a moment.
/// </remarks>
internal sealed class AppStoreLeaves(IReadOnlyList<X509Certificate2> roots)
{
    private const string LeafMark = "1.2.840.113635.100.6.11.1";
    private const string IntermediateMark = "1.2.840.113635.100.6.2.1";
    private const string P256 = "1.2.840.10045.3.1.7";
    private const int HeadersKept = 8;
    private const int ChainsKept = 64;

    private readonly AppleChain _chain = new(roots, LeafMark, IntermediateMark);
    private readonly ConcurrentDictionary<string, AppStoreLeaf> _chains = new(StringComparer.Ordinal);
    private readonly RefusedBefore<AppStoreRefusal> _refused = new();
    private volatile KnownHeader[] _headers = [];

    /// <summary>Stands in for a leaf that is not trusted: what it says of a signature is not heeded.</summary>
    public AppStoreLeaf Nobodys { get; } = MakeNobodys();

    /// <param name="header">The first part of a signed message, base64url, as received.</param>
    public LeafOrRefusal Find(ReadOnlySpan<byte> header, DateTimeOffset now)
    {
        foreach (var known in _headers)
        {
            if (header.SequenceEqual(known.Bytes)) return new(known.Leaf, null);
        }

        if (_refused.Knows(header, now, out var before)) return before.Value;
        var found = Read(header);
        if (found.Leaf is { } leaf) Keep(header, leaf);
        else _refused.Add(header, found.Refusal!.Value, now);
        return found;
    }

    private LeafOrRefusal Read(ReadOnlySpan<byte> encoded)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(Base64Url.GetMaxDecodedLength(encoded.Length));
        try
        {
            var status = Base64Url.DecodeFromUtf8(encoded, buffer, out _, out var length);
            if (status != OperationStatus.Done) return AppStoreRefusal.Malformed;
            return Trust(JwsHeader.Read(buffer.AsSpan(0, length)));
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return AppStoreRefusal.Malformed;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private LeafOrRefusal Trust(JwsHeader header)
    {
        if (header.Algorithm != "ES256") return AppStoreRefusal.WrongAlgorithm;
        if (header is not { Leaf: { } leafDer, Intermediate: { } intermediateDer }) return AppStoreRefusal.WrongChain;
        var name = $"{HashOf(leafDer)}{HashOf(intermediateDer)}";
        return _chains.TryGetValue(name, out var known) ? new(known, null) : Check(name, leafDer, intermediateDer);
    }

    private LeafOrRefusal Check(string name, byte[] leafDer, byte[] intermediateDer)
    {
        using var leaf = Certificate(leafDer);
        using var intermediate = Certificate(intermediateDer);
        if (leaf is null || intermediate is null) return AppStoreRefusal.WrongChain;
        var check = _chain.Check(leaf, intermediate);
        if (check.Problem is { } problem) return RefusalOf(problem);
        using var key = leaf.GetECDsaPublicKey();
        if (key?.ExportParameters(false).Curve.Oid?.Value != P256) return AppStoreRefusal.WrongAlgorithm;

        var trusted = new AppStoreLeaf(key, check);
        if (_chains.Count >= ChainsKept) _chains.Clear();
        _chains[name] = trusted;
        return new(trusted, null);
    }

    private static AppStoreLeaf MakeNobodys()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return new(key, default);
    }

    private static string HashOf(byte[] der) => Convert.ToHexString(SHA256.HashData(der));

    private static AppStoreRefusal RefusalOf(ChainProblem problem) => problem switch
    {
        ChainProblem.LeafNotMarked => AppStoreRefusal.LeafNotMarked,
        ChainProblem.IntermediateNotMarked => AppStoreRefusal.IntermediateNotMarked,
        ChainProblem.NotUnderTheRoot => AppStoreRefusal.NotUnderTheRoot,
    };

    /// <returns>Null where it is not one certificate and nothing else.</returns>
    private static X509Certificate2? Certificate(byte[] der)
    {
        try
        {
            var certificate = X509CertificateLoader.LoadCertificate(der);
            if (certificate.RawDataMemory.Span.SequenceEqual(der)) return certificate;
            certificate.Dispose();
            return null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    /// <summary>A lost race forgets one of two headers: it is read again.</summary>
    private void Keep(ReadOnlySpan<byte> header, AppStoreLeaf leaf) =>
        _headers = [new(header.ToArray(), leaf), .. _headers.Take(HeadersKept - 1)];

    private sealed record KnownHeader(byte[] Bytes, AppStoreLeaf Leaf);
}
