namespace PayFunctions.Infra.UnionPay;

/// <summary>UnionPay's ways of paying, as far as we go them.</summary>
internal enum PayWay
{
    /// <summary>The gateway's page on the payer's computer.</summary>
    Page,

    /// <summary>The gateway's page on the payer's phone.</summary>
    Wap,

    /// <summary>Another app on the payer's phone calls UnionPay's up.</summary>
    App,
}

/// <summary>The ways by their words in orders, and where they go.</summary>
internal static class PayWays
{
    public static bool TryRead(string word, out PayWay way)
    {
        PayWay? read = word switch
        {
            "page" => PayWay.Page,
            "wap" => PayWay.Wap,
            "app" => PayWay.App,
            _ => null,
        };
        way = read.GetValueOrDefault();
        return read is not null;
    }

    public static string Path(PayWay way) => way switch
    {
        PayWay.Page or PayWay.Wap => "gateway/api/frontTransReq.do",
        PayWay.App => "gateway/api/appTransReq.do",
    };
}
