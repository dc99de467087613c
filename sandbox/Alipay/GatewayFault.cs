namespace PayFunctions.Sandbox.Alipay;

/// <summary>What goes wrong with a call of the gateway.</summary>
public enum GatewayFault
{
    None,

    /// <summary>It is carried out, and the connection breaks before the answer.</summary>
    AnswerLost,

    /// <summary>It is not carried out, and the caller is told to try again.</summary>
    NotDone,
}
