using System.Globalization;
using System.Text.Json;
using System.Text.Unicode;
using PayFunctions.Core.Orders;

namespace PayFunctions.Edge;

/// <summary>What a request's fields are read into.</summary>
/// <typeparam name="T">The request, with every field that may be missing nullable.</typeparam>
internal interface IRequestFields<T>
{
    /// <summary>Whether the field is an object whose fields are read by their path: <c>total.amount</c>.</summary>
    static abstract bool IsObject(string field);

    /// <summary>Whether the field is a list of objects, whose fields are read by their path: <c>receivers[0].account</c>.
    /// </summary>
    static virtual bool IsList(string field) => false;

    /// <summary>Takes the field's value from the reader into the request; false: there is no such field.</summary>
    static abstract bool Take(string field, ref StrictJson json, ref T request);
}

/// <summary>Reads a request's body: every field once, none unknown, and whatever is wrong is named.</summary>
internal ref struct StrictJson
{
    private const string Whole = "body";
    private const int DepthMax = 4;
    private const int ListMax = 100;

    /// <summary>What joins names to a path: in a name they would make a field of it that stands elsewhere, or has no place.</summary>
    private const string PathMarks = ".[";

    private readonly List<FieldProblem> _problems = [];
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);
    private Utf8JsonReader _json;

    private StrictJson(ReadOnlySpan<byte> body) => _json = new(body, new JsonReaderOptions { MaxDepth = DepthMax });

    public static T Read<T, TFields>(ReadOnlySpan<byte> body, T request, out IReadOnlyList<FieldProblem> problems)
        where TFields : IRequestFields<T>
    {
        var reading = new StrictJson(body);
        problems = reading._problems;
        if (body.IsEmpty) reading.Wrong(Whole, "is empty");
        else if (!Utf8.IsValid(body)) reading.Wrong(Whole, "is not UTF-8");
        else reading.ReadWhole<T, TFields>(ref request);
        return request;
    }

    public string? String(string field)
    {
        if (_json.TokenType == JsonTokenType.Null) return null;
        if (_json.TokenType == JsonTokenType.String) return Text() ?? Skip(field, "is not readable text");
        return Skip(field, "is not a text");
    }

    public decimal? Number(string field)
    {
        if (_json.TokenType == JsonTokenType.Null) return null;
        if (_json.TokenType != JsonTokenType.Number) Skip(field, "is not a number");
        else if (_json.TryGetDecimal(out var number)) return number;
        else Skip(field, "is not a number of this size");
        return null;
    }

    public int? WholeNumber(string field)
    {
        if (_json.TokenType == JsonTokenType.Null) return null;
        if (_json.TokenType == JsonTokenType.Number && _json.TryGetInt32(out var number)) return number;
        Skip(field, "is not a whole number");
        return null;
    }

    public bool? Flag(string field)
    {
        if (_json.TokenType is JsonTokenType.True or JsonTokenType.False) return _json.GetBoolean();
        if (_json.TokenType != JsonTokenType.Null) Skip(field, "is neither true nor false");
        return null;
    }

    private void ReadWhole<T, TFields>(ref T request)
        where TFields : IRequestFields<T>
    {
        try
        {
            _json.Read();
            if (_json.TokenType != JsonTokenType.StartObject) Wrong(Whole, "is not a JSON object");
            else ReadObject<T, TFields>("", ref request);
            while (_json.Read()) _json.Skip(); // Nothing may follow; the reader says so itself.
        }
        catch (JsonException e)
        {
            Wrong(Whole, $"is not readable as JSON of at most {DepthMax} levels, " +
                $"at byte {e.BytePositionInLine} of line {e.LineNumber + 1}");
        }
    }

    private void ReadObject<T, TFields>(string path, ref T request)
        where TFields : IRequestFields<T>
    {
        while (_json.Read() && _json.TokenType == JsonTokenType.PropertyName)
        {
            var name = Text();
            var field = path + name;
            _json.Read();
            if (name is null || name.AsSpan().ContainsAny(PathMarks)) Skip(field, "is not a known field");
            else if (!_seen.Add(field)) Skip(field, "is given twice");
            else if (TFields.IsList(field)) ReadList<T, TFields>(field, ref request);
            else if (!TFields.IsObject(field)) ReadValue<T, TFields>(field, ref request);
            else if (_json.TokenType == JsonTokenType.StartObject) ReadObject<T, TFields>(field + ".", ref request);
            else if (_json.TokenType != JsonTokenType.Null) Skip(field, "is not an object");
        }
    }

    private void ReadList<T, TFields>(string field, ref T request)
        where TFields : IRequestFields<T>
    {
        if (_json.TokenType == JsonTokenType.Null) return;
        if (_json.TokenType != JsonTokenType.StartArray)
        {
            Skip(field, "is not a list");
            return;
        }

        for (var index = 0; _json.Read() && _json.TokenType != JsonTokenType.EndArray; index++)
        {
            var item = string.Create(CultureInfo.InvariantCulture, $"{field}[{index}]");
            if (index == ListMax) Wrong(field, $"holds more than {ListMax}");
            if (index >= ListMax) _json.Skip();
            else if (_json.TokenType == JsonTokenType.StartObject) ReadObject<T, TFields>(item + ".", ref request);
            else Skip(item, "is not an object");
        }
    }

    private void ReadValue<T, TFields>(string field, ref T request)
        where TFields : IRequestFields<T>
    {
        if (!TFields.Take(field, ref this, ref request)) Skip(field, "is not a known field");
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
