namespace PayFunctions.Infra.Alipay;

/// <summary>Alipay's ways of paying, as far as we go them.</summary>
internal enum PayWay
{
    /// <summary>A page on the payer's computer.</summary>
    Page,

    /// <summary>A page on the payer's phone.</summary>
    Wap,

    /// <summary>Another app on the payer's phone calls Alipay up.</summary>
    App,

    /// <summary>The payer scans a code.</summary>
    Precreate,
}

/// <summary>The ways by their words in orders, and what Alipay calls them.</summary>
internal static class PayWays
{
    public static bool TryRead(string word, out PayWay way)
    {
        PayWay? read = word switch
        {
            "page" => PayWay.Page,
            "wap" => PayWay.Wap,
            "app" => PayWay.App,
            "precreate" => PayWay.Precreate,
            _ => null,
        };
        way = read.GetValueOrDefault();
        return read is not null;
    }

    public static string Method(PayWay way) => way switch
    {
        PayWay.Page => "alipay.trade.page.pay",
        PayWay.Wap => "alipay.trade.wap.pay",
        PayWay.App => "alipay.trade.app.pay",
        PayWay.Precreate => "alipay.trade.precreate",
    };

    /// <summary>Null: the call has its own.</summary>
    public static string? Product(PayWay way) => way switch
    {
        PayWay.Page => "FAST_INSTANT_TRADE_PAY",
        PayWay.Wap => "QUICK_WAP_WAY",
        PayWay.App => "QUICK_MSECURITY_PAY",
        PayWay.Precreate => null,
    };
}
