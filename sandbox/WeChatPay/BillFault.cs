namespace PayFunctions.Sandbox.WeChatPay;

/// <summary>What is wrong with a bill, or with the way to it. Alipay's bills go wrong in the same ways.</summary>
public enum BillFault
{
    None,

    /// <summary>It is still being made.</summary>
    NotReady,

    /// <summary>The file ends in its middle.</summary>
    Truncated,

    /// <summary>The hash that is told is that of another file; where none is told, a total is wrong.</summary>
    WrongHash,

    /// <summary>A gateway's page of apology in its place, with status 200.</summary>
    HtmlPage,
}
