using System.Globalization;
using PayFunctions.Core.Orders;
using PayFunctions.Core.Refunds;

namespace PayFunctions.Infra.UnionPay;

/// <summary>What we ask of the gateway, before it is signed. The same trade always gives the same fields, so a repeat is a
/// repeat over there too.</summary>
internal sealed class TradeRequest
{
    private const string Gateway = "000201";
    private const string Files = "000000";
    private const string Internet = "07";
    private const string Mobile = "08";

    private readonly string _path;
    private readonly SortedDictionary<string, string> _fields = new(StringComparer.Ordinal);

    private TradeRequest(string path, string type, string subType, string number, string time, string channel = Internet,
        string business = Gateway)
    {
        _path = path;
        Set("version", "5.1.0");
        Set("encoding", "UTF-8");
        Set("signMethod", "01");
        Set("txnType", type);
        Set("txnSubType", subType);
        Set("bizType", business);
        Set("channelType", channel);
        Set("accessType", "0");
        Set("orderId", number);
        Set("txnTime", time);
    }

    /// <summary>A payment: a page that the payer's browser is sent to by a form, or a number for their app.</summary>
    public static TradeRequest Pay(UnionPayMerchant merchant, Order order, PayWay way) =>
        new TradeRequest(
            PayWays.Path(way), TradeKinds.Purchase, "01", TradeNumbers.Of(order), TradeNumbers.TimeOf(order),
            way == PayWay.Page ? Internet : Mobile)
            .Set("txnAmt", order.Total.MinorUnits.ToString(CultureInfo.InvariantCulture))
            .Set("currencyCode", Fen.Yuan)
            .Set("backUrl", merchant.NotifyUrl)
            .Set("frontUrl", merchant.ReturnUrl)
            .Set("payTimeout", BeijingTime.Write(order.ExpiresAt))
            .Set("reqReserved", TradeNote.Of(order));

    public static TradeRequest Query(string number, string time) =>
        new("gateway/api/queryTrans.do", TradeKinds.Query, "00", number, time);

    public static TradeRequest Refund(UnionPayMerchant merchant, Order order, Refund refund) => Back(
        TradeKinds.Refund, merchant, TradeNumbers.Of(order, refund), TradeNumbers.TimeOf(refund), refund.TransactionId,
        refund.Amount.MinorUnits, TradeNote.Of(order, refund));

    /// <summary>All of the payment: a part can only be refunded.</summary>
    public static TradeRequest Reversal(UnionPayMerchant merchant, Order order) => Back(
        TradeKinds.Reversal, merchant, TradeNumbers.OfReversal(order), TradeNumbers.TimeOfReversal(order),
        order.TransactionId!, order.Total.MinorUnits, TradeNote.OfReversal(order));

    /// <summary>The settlement files of a clearing day, which has no year over there.</summary>
    public static TradeRequest SettlementFiles(DateOnly settled, string time) =>
        new TradeRequest("", TradeKinds.File, "01", number: "", time, channel: "", Files)
            .Set("fileType", "00")
            .Set("settleDate", settled.ToString("MMdd", CultureInfo.InvariantCulture));

    private static TradeRequest Back(
        string type, UnionPayMerchant merchant, string number, string time, string queryId, long fen, string note) =>
        new TradeRequest("gateway/api/backTransReq.do", type, "00", number, time)
            .Set("txnAmt", fen.ToString(CultureInfo.InvariantCulture))
            .Set("currencyCode", Fen.Yuan)
            .Set("origQryId", queryId)
            .Set("backUrl", merchant.NotifyUrl)
            .Set("reqReserved", note);

    /// <summary>A field as it is asked for; null where there is none.</summary>
    public string? this[string name] => _fields.GetValueOrDefault(name);

    public Uri At(UnionPayMerchant merchant) => _path.Length == 0 ? merchant.Files! : new(merchant.Gateway, _path);

    /// <exception cref="InvalidOperationException">The merchant's key has not been found yet: ask first.</exception>
    public SignedRequest Sign(UnionPayMerchant merchant)
    {
        Set("merId", merchant.Id);
        while (true)
        {
            var signer = merchant.Signer ?? throw new InvalidOperationException($"{merchant.Id} has no key yet.");
            Set("certId", signer.CertId);
            try
            {
                return new(signer, _fields);
            }
            catch (ObjectDisposedException) when (!ReferenceEquals(signer, merchant.Signer))
            {
                // Another has taken its place in between.
            }
        }
    }

    private TradeRequest Set(string name, string? value)
    {
        if (!string.IsNullOrEmpty(value)) _fields[name] = value;
        return this;
    }
}
