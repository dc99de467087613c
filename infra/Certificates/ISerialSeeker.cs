namespace PayFunctions.Infra.Certificates;

/// <summary>An account whose messages may name a certificate that its ring does not have yet.</summary>
internal interface ISerialSeeker
{
    /// <summary><c>wechatpay/1900000001</c>, as the updater knows it.</summary>
    string Account { get; }

    UnknownSerials Unknown { get; }

    /// <summary>Ends when the ring has changed since this was read.</summary>
    Task NextChange { get; }

    /// <summary>Whether it is spelled as a serial of this provider's is: what is not, is never asked for.</summary>
    bool IsSerial(string serial);

    /// <summary>Whether the ring has it, in force.</summary>
    bool Has(string serial, DateTimeOffset now);
}
