using System.Buffers;
using System.Security.Cryptography;
using System.Text;

namespace PayFunctions.Core.Refunds;

/// <summary>
/// What a refund id may be: 1 to 64 of <c>[0-9A-Za-z_\-|*@]</c>, as WeChat Pay takes an out_refund_no.
/// </summary>
/// <remarks>
/// Ids that begin with <c>late-</c>, <c>topup-</c> or <c>take-back-</c> are ours: a refund that no merchant asked for is named by
/// the payment that it sends back, by the order, or by the difference whose repair it takes back.
/// </remarks>
public static class RefundIdRule
{
    public const int Longest = 64;

    /// <summary>What the ids of automatic refunds begin with.</summary>
    public const string Automatic = "late-";

    /// <summary>What the ids of payments begin with that a wallet did not take.</summary>
    public const string TopUp = "topup-";

    /// <summary>What the ids of refunds begin with that take a repair of the books back.</summary>
    public const string TakenBack = "take-back-";

    private static readonly SearchValues<char> Allowed =
        SearchValues.Create("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_-|*@");

    public static bool Accepts(ReadOnlySpan<char> id) =>
        id.Length is > 0 and <= Longest && !id.ContainsAnyExcept(Allowed);

    /// <summary>Whether a merchant may give it.</summary>
    public static bool AcceptsFromMerchant(ReadOnlySpan<char> id) =>
        Accepts(id) && !id.StartsWith(Automatic, StringComparison.Ordinal)
        && !id.StartsWith(TopUp, StringComparison.Ordinal) && !id.StartsWith(TakenBack, StringComparison.Ordinal);

    /// <param name="difference">Of the reconciliation; the same one has one refund at most.</param>
    public static string OfTakenBack(string difference) => TakenBack + difference;

    /// <summary>The id of the automatic refund of a payment: always the same for the same payment.</summary>
    /// <param name="transactionId">The provider's; one that an id can't hold stands there as its digest.</param>
    /// <param name="nth">From 2 on when those before were closed at the provider.</param>
    public static string OfPayment(string transactionId, int nth = 1)
    {
        var end = nth == 1 ? "" : $"-{nth}";
        var id = $"{Automatic}{transactionId}{end}";
        return Accepts(id)
            ? id
            : $"{Automatic}{Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(transactionId)).AsSpan(0, 24))}{end}";
    }
}
