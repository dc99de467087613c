using System.Globalization;
using System.Text;

namespace PayFunctions.Sandbox.UnionPay;

/// <summary>A notification as it is kept for delivery: its bytes stay the same through every redelivery.</summary>
/// <param name="Payment">The number of the payment that it is about, its refund's too.</param>
internal sealed record UnionPayNotice(UnionPayTrade Trade, string Payment, UnionPaySigner Signer)
{
    public byte[] Seal(UnionPayFault fault)
    {
        var message = new UnionPayMessage(Of(Trade)) { ["respCode"] = "00", ["respMsg"] = UnionPayWords.Say("00") };
        if (fault == UnionPayFault.OldVersion) message["version"] = "5.0.0";
        Signer.Sign(message, fault);
        if (fault == UnionPayFault.TamperedAmount) message["txnAmt"] = "1";
        var form = message.Form();
        return fault == UnionPayFault.DoubledField ? [.. form, .. Encoding.ASCII.GetBytes("&respCode=00")] : form;
    }

    /// <summary>What notifications and answers to queries say of a trade.</summary>
    public static Dictionary<string, string> Of(UnionPayTrade trade)
    {
        var amount = trade.Amount.ToString(CultureInfo.InvariantCulture);
        var fields = new Dictionary<string, string>
        {
            ["version"] = "5.1.0",
            ["encoding"] = "UTF-8",
            ["txnType"] = trade.TxnType,
            ["txnSubType"] = trade.TxnType == "01" ? "01" : "00",
            ["bizType"] = "000201",
            ["accessType"] = "0",
            ["merId"] = trade.MerchantId,
            ["orderId"] = trade.OrderId,
            ["txnTime"] = trade.TxnTime,
            ["txnAmt"] = amount,
            ["currencyCode"] = "156",
            ["reqReserved"] = trade.ReqReserved,
            ["queryId"] = trade.QueryId,
            ["origQryId"] = trade.OriginalQueryId,
        };
        if (trade.DoneAt is not { } at) return fields;
        fields["settleAmt"] = amount;
        fields["settleCurrencyCode"] = "156";
        fields["settleDate"] = UnionPayWords.DayWithoutYear(at);
        fields["traceNo"] = trade.QueryId[^6..];
        fields["traceTime"] = UnionPayWords.TimeWithoutYear(at);
        fields["accNo"] = "6216***********0018";
        return fields;
    }
}
