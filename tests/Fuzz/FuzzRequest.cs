using System.Text;

namespace PayFunctions.Tests.Fuzz;

/// <summary>A request as it is sent. It prints itself so that it can be sent again.</summary>
/// <param name="Target">Path and query, escaped.</param>
internal sealed record FuzzRequest(string Method, string Target, byte[] Body)
{
    public List<KeyValuePair<string, string>> Headers { get; init; } = [];

    /// <summary>The storage is away while it is worked on.</summary>
    public bool StorageFails { get; init; }

    public FuzzRequest With(string name, string value)
    {
        Headers.Add(new(name, value));
        return this;
    }

    /// <summary>One header lost, doubled, renamed or of another value.</summary>
    public void ChangeAHeader(Dice dice)
    {
        if (Headers.Count == 0 || dice.OneIn(4))
        {
            Headers.Add(new(
                dice.Of([
                    "X-Forwarded-For", "Content-Length", "x-correlation-id", "Idempotency-Key", "X-Idempotency-Key", "x-api-key", "Content-Type",
                    "Transfer-Encoding", "x-pay-env", "Accept", "Expect", "Wechatpay-Serial", "Content-Encoding", "traceparent",
                ]),
                HeaderText(OddText.Of(dice))));
            return;
        }

        var at = dice.Below(Headers.Count);
        var (name, value) = Headers[at];
        switch (dice.Below(4))
        {
            case 0:
                Headers.RemoveAt(at);
                break;
            case 1:
                Headers.Add(new(name, HeaderText(dice.OneIn(2) ? value : OddText.Changed(dice, value))));
                break;
            default:
                Headers[at] = new(name, HeaderText(OddText.Changed(dice, value)));
                break;
        }
    }

    public override string ToString()
    {
        var text = new StringBuilder($"{Method} {Target}\n");
        foreach (var (name, value) in Headers) text.Append($"{name}: {value}\n");
        return text.Append($"\n{Encoding.UTF8.GetString(Body)}\n(body in base64: {Convert.ToBase64String(Body)}; storage fails: {StorageFails})").ToString();
    }

    /// <summary>No server hands on what breaks a line.</summary>
    private static string HeaderText(string text) =>
        string.Concat(text.Where(c => c is >= ' ' and not '\u007F' && !char.IsSurrogate(c)));
}
