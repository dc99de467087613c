using System.Security.Cryptography;
using System.Text;

namespace PayFunctions.Infra.Orders;

/// <summary>What a notification is to those that its order has taken before.</summary>
internal enum EnvelopeReplay
{
    /// <summary>Neither its id nor what was signed came before.</summary>
    None,

    /// <summary>The same bytes under the same id.</summary>
    Same,

    /// <summary>The same id, signed anew: as providers do that send again, or the same content in another envelope.</summary>
    Resealed,

    /// <summary>The same signed bytes under another id: no provider does that.</summary>
    Renamed,
}

/// <summary>
/// The last notifications that moved an order, by id and by what was signed; kept in the order's own row, which every
/// callback reads and every move writes: to look costs no request.
/// </summary>
/// <remarks>It counts, and does not decide: the evidence's own row does that.</remarks>
internal static class SeenEnvelopes
{
    private const int Most = 8;

    private const int HexOfEach = 16;

    /// <param name="seen">Pairs of id and digest, both cut, a space between pairs; null: none yet.</param>
    public static EnvelopeReplay Find(string? seen, string id, string digest)
    {
        var (ours, cut) = (IdOf(id), digest[..HexOfEach]);
        var found = EnvelopeReplay.None;
        foreach (var pair in (seen ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var (isId, isDigest) = (pair.StartsWith(ours, StringComparison.Ordinal), pair.EndsWith(cut, StringComparison.Ordinal));
            if (isId && isDigest) return EnvelopeReplay.Same;
            if (isDigest) found = EnvelopeReplay.Renamed;
            else if (isId && found == EnvelopeReplay.None) found = EnvelopeReplay.Resealed;
        }

        return found;
    }

    /// <summary>With one more; the oldest goes when there are too many.</summary>
    public static string Add(string? seen, string id, string digest)
    {
        var pair = $"{IdOf(id)}:{digest[..HexOfEach]}";
        var before = (seen ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return string.Join(' ', before.TakeLast(Most - 1).Append(pair));
    }

    private static string IdOf(string id) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(id)))[..HexOfEach];
}
