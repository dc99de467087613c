using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace PayFunctions.Infra.UnionPay;

/// <summary>A request's fields with their signature: for a call of ours, or for a form that the payer's browser
/// sends.</summary>
internal sealed class SignedRequest
{
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly SortedDictionary<string, string> _fields;

    public SignedRequest(RequestSigner signer, SortedDictionary<string, string> fields)
    {
        Text = SignedText.Of(fields);
        _fields = new(fields, StringComparer.Ordinal) { [SignedText.Signature] = signer.Sign(Text) };
    }

    /// <summary>What is signed.</summary>
    public string Text { get; }

    /// <summary>For a call's body.</summary>
    public ReadOnlyMemory<byte> Body => Encoding.ASCII.GetBytes(
        string.Join('&', _fields.Select(one => $"{one.Key}={Uri.EscapeDataString(one.Value)}")));

    /// <summary>For a page: each field as a hidden input of the form.</summary>
    public string Json => JsonSerializer.Serialize(_fields, Plain);
}
