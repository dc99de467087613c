using System.Security.Cryptography;
using PayFunctions.Core.Orders;

namespace PayFunctions.Infra.WeChatPay;

/// <summary>Reads a prepay's verified answer into what the payer needs.</summary>
internal static class PaymentOffers
{
    private const int NonceChars = 32;

    /// <returns>Null where the answer holds nothing to pay with.</returns>
    public static PaymentOffer? Read(
        WeChatPayMerchant merchant, PayWay way, ReadOnlySpan<byte> answer, DateTimeOffset now)
    {
        var seconds = now.ToUnixTimeSeconds();
        var value = JsonProperty.Text(answer, Property(way));
        if (string.IsNullOrEmpty(value)) return null;
        return way switch
        {
            PayWay.Native => new(OfferKind.Code, value),
            PayWay.H5 => new(OfferKind.Page, value),
            PayWay.Jsapi => new(OfferKind.CallUp, value, CallUp.Jsapi(merchant, value, seconds, Nonce())),
            PayWay.App => new(OfferKind.CallUp, value, CallUp.App(merchant, value, seconds, Nonce())),
        };
    }

    private static ReadOnlySpan<byte> Property(PayWay way) => way switch
    {
        PayWay.Native => "code_url"u8,
        PayWay.H5 => "h5_url"u8,
        PayWay.Jsapi or PayWay.App => "prepay_id"u8,
    };

    private static string Nonce() => RandomNumberGenerator.GetHexString(NonceChars);
}
