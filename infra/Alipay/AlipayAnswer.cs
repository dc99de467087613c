using System.Text;
using System.Text.Json;
using PayFunctions.Core;
using PayFunctions.Core.Failures;

namespace PayFunctions.Infra.Alipay;

/// <summary>What became of a call to the gateway.</summary>
internal enum AlipayVerdict
{
    /// <summary>Success, and the signature verifies: the node is theirs.</summary>
    Verified,

    /// <summary>An error by its code, signed well or not at all: never the truth about a trade.</summary>
    Error,

    NotSent,

    /// <summary>No answer, or one that may be forged.</summary>
    Unknown,
}

/// <summary>An answer of the gateway, verified or told apart.</summary>
/// <param name="Node">With <see cref="AlipayVerdict.Verified"/> only.</param>
/// <param name="Code">Their code (<c>40004</c>), or why there is no answer to trust.</param>
/// <param name="SubCode">Their sub_code (<c>ACQ.TRADE_NOT_EXIST</c>).</param>
/// <param name="Raw">The whole answer as received, signature and all; with <see cref="AlipayVerdict.Verified"/>
/// only.</param>
internal sealed record AlipayAnswer(
    AlipayVerdict Verdict, string? Code = null, string? SubCode = null, JsonElement Node = default,
    ReadOnlyMemory<byte> Raw = default)
{
    /// <summary>The catalogue's word for why it did not go as asked; null where it did.</summary>
    /// <remarks>"No such trade" is none: before a code is scanned there is no trade over there.</remarks>
    public FailureCode? Failure => Verdict switch
    {
        AlipayVerdict.Verified => null,
        AlipayVerdict.Error when ErrorWords.Meaning(Code, SubCode) == ErrorMeaning.NotFound => null,
        AlipayVerdict.Error => ErrorWords.Failure(Code, SubCode),
        AlipayVerdict.NotSent => FailureCode.Unreachable,
        AlipayVerdict.Unknown => IsAnswered ? FailureCode.AnswerNotTrusted : FailureCode.Unanswered,
    };

    /// <summary>With <see cref="AlipayVerdict.Unknown"/>: something came, and it can't be trusted.</summary>
    public bool IsAnswered { get; init; }

    /// <summary>What to tell of it: the finer code where there is one.</summary>
    public string? Told => SubCode ?? Code;

    /// <summary>A text or a number of the node, as it is written; null where there is none.</summary>
    public string? Text(string name) => Node.TryGetProperty(name, out var value)
        ? value.ValueKind switch
        {
            JsonValueKind.String => value.GetString(),
            JsonValueKind.Number => value.GetRawText(),
            JsonValueKind.Undefined or JsonValueKind.Object or JsonValueKind.Array => null,
            JsonValueKind.True or JsonValueKind.False or JsonValueKind.Null => null,
        }
        : null;

    /// <summary>An amount of the node; null where there is none that reads.</summary>
    public Money? Money(string name) =>
        Text(name) is { } text && Yuan.TryRead(Encoding.UTF8.GetBytes(text), out var fen)
            ? new Money(fen, Currency.Cny)
            : null;

    /// <summary>A time of the node; null where there is none that reads.</summary>
    public DateTimeOffset? Time(string name) =>
        Text(name) is { } text && BeijingTime.TryRead(Encoding.UTF8.GetBytes(text), out var time) ? time : null;
}
