using System.Text.Json;
using System.Text.Unicode;
using PayFunctions.Core.Orders;

namespace PayFunctions.Orders;

/// <summary>Reads the body of <c>POST orders</c>: every field once, none unknown, and whatever is wrong is named.</summary>
internal ref struct OrderRequestJson
{
    private const string Whole = "body";
    private const int DepthMax = 4;

    private readonly List<FieldProblem> _problems = [];
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);
    private Utf8JsonReader _json;
    private OrderRequest _request = new();

    private OrderRequestJson(ReadOnlySpan<byte> body) =>
        _json = new(body, new JsonReaderOptions { MaxDepth = DepthMax });

    public static OrderRequest Read(ReadOnlySpan<byte> body, out IReadOnlyList<FieldProblem> problems)
    {
        var reading = new OrderRequestJson(body);
        problems = reading._problems;
        if (body.IsEmpty) reading.Wrong(Whole, "is empty");
        else if (!Utf8.IsValid(body)) reading.Wrong(Whole, "is not UTF-8");
        else reading.ReadWhole();
        return reading._request;
    }

    private void ReadWhole()
    {
        try
        {
            _json.Read();
            if (_json.TokenType != JsonTokenType.StartObject) Wrong(Whole, "is not a JSON object");
            else ReadObject("");
            while (_json.Read()) _json.Skip(); // Nothing may follow; the reader says so itself.
        }
        catch (JsonException e)
        {
            Wrong(Whole, $"is not readable as JSON of at most {DepthMax} levels, at byte {e.BytePositionInLine} of line {e.LineNumber + 1}");
        }
    }

    private void ReadObject(string path)
    {
        while (_json.Read() && _json.TokenType == JsonTokenType.PropertyName)
        {
            var field = path + Text();
            _json.Read();
            if (!_seen.Add(field)) Skip(field, "is given twice");
            else ReadField(field);
        }
    }

    private void ReadField(string field)
    {
        switch (field)
        {
            case "orderId": _request = _request with { OrderId = String(field) }; break;
            case "channel": _request = _request with { Channel = String(field) }; break;
            case "method": _request = _request with { Method = String(field) }; break;
            case "merchantId": _request = _request with { MerchantId = String(field) }; break;
            case "description": _request = _request with { Description = String(field) }; break;
            case "notify": _request = _request with { Notify = String(field) }; break;
            case "expiresInSeconds": _request = _request with { ExpiresInSeconds = Seconds(field) }; break;
            case "total.amount": _request = _request with { Amount = Number(field) }; break;
            case "total.currency": _request = _request with { Currency = String(field) }; break;
            case "total" or "payer" when _json.TokenType == JsonTokenType.StartObject: ReadObject(field + "."); break;
            case "total" or "payer" when _json.TokenType == JsonTokenType.Null: break;
            case "total" or "payer": Skip(field, "is not an object"); break;
            case "payer.openId" or "payer.clientIp": String(field); break; // For ways of paying that need them.
            default: Skip(field, "is not a known field"); break;
        }
    }

    private string? String(string field)
    {
        if (_json.TokenType == JsonTokenType.Null) return null;
        if (_json.TokenType == JsonTokenType.String) return Text() ?? Skip(field, "is not readable text");
        return Skip(field, "is not a text");
    }

    private decimal? Number(string field)
    {
        if (_json.TokenType == JsonTokenType.Null) return null;
        if (_json.TokenType != JsonTokenType.Number) Skip(field, "is not a number");
        else if (_json.TryGetDecimal(out var number)) return number;
        else Skip(field, "is not a number of this size");
        return null;
    }

    private int? Seconds(string field)
    {
        if (_json.TokenType == JsonTokenType.Null) return null;
        if (_json.TokenType == JsonTokenType.Number && _json.TryGetInt32(out var seconds)) return seconds;
        Skip(field, "is not a whole number");
        return null;
    }

    /// <summary>Null for escapes that are no text: half a surrogate pair.</summary>
    private readonly string? Text()
    {
        try
        {
            return _json.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    private string? Skip(string field, string message)
    {
        Wrong(field, message);
        _json.Skip();
        return null;
    }

    private readonly void Wrong(string field, string message) => _problems.Add(new(field, message));
}
