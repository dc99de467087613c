using System.Text;

namespace PayFunctions.Infra.UnionPay;

/// <summary>The names of the fields that messages have and that mean something here.</summary>
/// <remarks>Values have names of their own inside (<c>tokenPayData={token=…&amp;trId=…}</c>): those are not
/// these.</remarks>
internal static class FieldNames
{
    public static IReadOnlyList<byte[]> All { get; } =
    [
        .. new[]
        {
            "version", "encoding", "signMethod", "certId", "txnType", "txnSubType", "bizType", "channelType", "accessType",
            "merId", "orderId", "txnTime", "txnAmt", "currencyCode", "frontUrl", "backUrl", "reqReserved", "reserved",
            "signature", "signPubKeyCert", "queryId", "respCode", "respMsg", "origRespCode", "origRespMsg", "origQryId",
            "settleAmt", "settleCurrencyCode", "settleDate", "traceNo", "traceTime", "exchangeRate", "exchangeDate",
        }.Select(Encoding.ASCII.GetBytes),
    ];
}
