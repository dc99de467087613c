namespace PayFunctions.Infra.WeChatPay;

/// <summary>What became of a call to the API.</summary>
internal enum ApiVerdict
{
    /// <summary>2xx, and the signature verifies: the body is theirs.</summary>
    Verified,

    /// <summary>Not 2xx: an error by its code, never the truth about an order.</summary>
    Error,

    NotSent,

    /// <summary>No answer, or one that may be forged.</summary>
    Unknown,
}

/// <summary>An answer of the API, verified or told apart.</summary>
/// <param name="Body">With <see cref="ApiVerdict.Verified"/> only.</param>
/// <param name="Code">Their error code, or why there is no answer to trust.</param>
internal readonly record struct ApiAnswer(
    ApiVerdict Verdict, int Status = 0, ReadOnlyMemory<byte> Body = default, string? Code = null);
