namespace PayFunctions.Infra.WeChatPay;

/// <summary>WeChat Pay's ways of paying, as far as we go them.</summary>
internal enum PayWay
{
    /// <summary>The payer scans a code.</summary>
    Native,

    /// <summary>The payer is inside of WeChat: a page of an official account, or a mini program.</summary>
    Jsapi,

    /// <summary>Another app on the payer's phone calls WeChat up.</summary>
    App,

    /// <summary>The payer's phone has a browser: its page leads to WeChat.</summary>
    H5,
}

/// <summary>The ways by their words, which are those of orders and of the API's paths alike.</summary>
internal static class PayWays
{
    public static bool TryRead(string word, out PayWay way)
    {
        PayWay? read = word switch
        {
            "native" => PayWay.Native,
            "jsapi" => PayWay.Jsapi,
            "app" => PayWay.App,
            "h5" => PayWay.H5,
            _ => null,
        };
        way = read.GetValueOrDefault();
        return read is not null;
    }

    public static string Word(PayWay way) => way switch
    {
        PayWay.Native => "native",
        PayWay.Jsapi => "jsapi",
        PayWay.App => "app",
        PayWay.H5 => "h5",
    };
}
