namespace PayFunctions.Core.Routing;

/// <summary>Which ways of paying do the same for a payer at different channels.</summary>
public static class Ways
{
    private static readonly (string Channel, string Method)[][] Kinds =
    [
        [("wechatpay", "native"), ("alipay", "precreate")], // A code on another screen.
        [("wechatpay", "h5"), ("alipay", "wap"), ("unionpay", "wap")], // A phone's browser.
        [("wechatpay", "app"), ("alipay", "app"), ("unionpay", "app")], // The merchant's own app.
        [("alipay", "page"), ("unionpay", "page")], // A browser at a desk.
        [("wechatpay", "jsapi")],
        [("applepay", "token")],
    ];

    /// <summary>The channel's way that does what was asked for, in the word of whatever channel; null: it has none.</summary>
    public static string? Through(string channel, string asked)
    {
        foreach (var kind in Kinds)
        {
            if (!Array.Exists(kind, way => way.Method == asked)) continue;
            foreach (var way in kind)
            {
                if (way.Channel == channel) return way.Method;
            }
        }

        return null;
    }

    /// <summary>Whether any channel knows the way.</summary>
    public static bool Know(string asked) => Array.Exists(Kinds, kind => Array.Exists(kind, way => way.Method == asked));
}
