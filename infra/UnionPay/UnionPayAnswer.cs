using System.Text;
using PayFunctions.Core;
using PayFunctions.Core.Failures;
using PayFunctions.Infra.Providers;

namespace PayFunctions.Infra.UnionPay;

/// <summary>What became of a call to the gateway.</summary>
internal enum UnionPayVerdict
{
    /// <summary>The signature verifies: success or error, the fields are theirs.</summary>
    Verified,

    /// <summary>An error without a signature, as the gateway gives to what it can't read: never the truth about a
    /// trade.</summary>
    Unsigned,

    NotSent,

    /// <summary>No answer at all.</summary>
    Unanswered,

    /// <summary>One that may be forged.</summary>
    NotTrusted,
}

/// <summary>An answer of the gateway, verified or told apart.</summary>
/// <param name="Code">Their respCode, or why there is no answer to trust.</param>
/// <param name="Fields">With <see cref="UnionPayVerdict.Verified"/> only.</param>
/// <param name="Raw">The whole answer as received; with <see cref="UnionPayVerdict.Verified"/> only.</param>
internal sealed record UnionPayAnswer(
    UnionPayVerdict Verdict, string? Code = null, IReadOnlyDictionary<string, string>? Fields = null,
    ReadOnlyMemory<byte> Raw = default)
{
    /// <summary>What a verified answer says; null for a code that is not documented.</summary>
    public RespMeaning? Meaning => RespCodes.Meaning(Code, Text("respMsg"));

    /// <summary>A field as it is written; null where there is none or it is empty.</summary>
    public string? Text(string name) =>
        Fields is not null && Fields.TryGetValue(name, out var value) && value.Length > 0 ? value : null;

    /// <summary>Whether it is about that trade.</summary>
    public bool IsOf(string number, string time) => Text("orderId") == number && Text("txnTime") == time;

    /// <summary>The trade's amount; null where there is none that reads.</summary>
    public Money? Amount => Fen.TryRead(Bytes("txnAmt"), Bytes("currencyCode"), out var amount) ? amount : null;

    /// <summary>When the card's network handled it; without that, when we asked for it.</summary>
    public DateTimeOffset? At
    {
        get
        {
            if (!BeijingTime.TryRead(Bytes("txnTime"), out var at)) return null;
            return BeijingTime.TryReadAfter(Bytes("traceTime"), at, out var handled) ? handled : at;
        }
    }

    /// <summary>What the call has come to, where it did not come to what was asked.</summary>
    public ProviderOutcome Outcome => Verdict switch
    {
        UnionPayVerdict.NotSent => ProviderOutcome.NotSent,
        UnionPayVerdict.Unanswered or UnionPayVerdict.NotTrusted => ProviderOutcome.Unknown,
        UnionPayVerdict.Unsigned => ProviderOutcome.Refused,
        UnionPayVerdict.Verified => RespCodes.Outcome(Meaning),
    };

    public FailureCode Failure => Verdict switch
    {
        UnionPayVerdict.NotSent => FailureCode.Unreachable,
        UnionPayVerdict.Unanswered => FailureCode.Unanswered,
        UnionPayVerdict.NotTrusted => FailureCode.AnswerNotTrusted,
        UnionPayVerdict.Unsigned or UnionPayVerdict.Verified => RespCodes.Failure(Code, Text("respMsg")),
    };

    private byte[] Bytes(string name) => Encoding.UTF8.GetBytes(Text(name) ?? "");
}
