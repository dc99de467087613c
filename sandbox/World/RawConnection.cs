using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace PayFunctions.Sandbox.World;

/// <summary>One connection that sends bytes made beforehand and reads the answer: next to what it measures it costs nothing.</summary>
internal sealed class RawConnection(Uri app) : IDisposable
{
    private readonly byte[] _buffer = new byte[16 * 1024];
    private Socket? _socket;

    public static byte[] Post(Uri app, string path, string type, ReadOnlySpan<byte> body, params IEnumerable<(string Name, string Value)> headers)
    {
        var head = new StringBuilder($"POST {path} HTTP/1.1\r\nHost: {app.Authority}\r\nContent-Type: {type}\r\nContent-Length: {body.Length}\r\n");
        foreach (var (name, value) in headers) head.Append($"{name}: {value}\r\n");
        return [.. Encoding.ASCII.GetBytes(head.Append("\r\n").ToString()), .. body];
    }

    public async Task OpenAsync(CancellationToken cancellation)
    {
        _socket?.Dispose();
        _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await _socket.ConnectAsync(IPAddress.Loopback, app.Port, cancellation);
    }

    public async Task SendAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellation)
    {
        while (!bytes.IsEmpty) bytes = bytes[await _socket!.SendAsync(bytes, cancellation)..];
    }

    /// <summary>Sends a whole request and reads the whole answer; opens the connection again where the server has closed it.</summary>
    public async Task<RawAnswer> AskAsync(ReadOnlyMemory<byte> request, CancellationToken cancellation)
    {
        if (_socket is null) await OpenAsync(cancellation);
        await SendAsync(request, cancellation);
        if (await ReadAsync(cancellation) is not { } answer) throw new IOException("The app closed the connection instead of an answer.");
        if (answer.Head.Contains("Connection: close", StringComparison.OrdinalIgnoreCase)) Close();
        return answer;
    }

    /// <returns>Null: the connection was closed without an answer.</returns>
    public async Task<RawAnswer?> ReadAsync(CancellationToken cancellation)
    {
        var length = 0;
        while (true)
        {
            var read = await _socket!.ReceiveAsync(_buffer.AsMemory(length), cancellation);
            if (read == 0) return null;
            length += read;
            var end = _buffer.AsSpan(0, length).IndexOf("\r\n\r\n"u8);
            if (end < 0) continue;
            var head = Encoding.ASCII.GetString(_buffer, 0, end);
            var whole = end + 4 + LengthOf(head);
            while (length < whole) length += await _socket.ReceiveAsync(_buffer.AsMemory(length), cancellation);
            return new(int.Parse(head.AsSpan(9, 3), CultureInfo.InvariantCulture), head, Encoding.UTF8.GetString(_buffer, end + 4, whole - end - 4));
        }
    }

    public void Close()
    {
        _socket?.Dispose();
        _socket = null;
    }

    public void Dispose() => Close();

    private static int LengthOf(string head)
    {
        const string name = "Content-Length:";
        var at = head.IndexOf(name, StringComparison.OrdinalIgnoreCase);
        if (at < 0) return 0;
        var rest = head.AsSpan(at + name.Length);
        var end = rest.IndexOf('\r');
        return int.Parse((end < 0 ? rest : rest[..end]).Trim(), CultureInfo.InvariantCulture);
    }
}

/// <summary>An answer as it came.</summary>
internal sealed record RawAnswer(int Status, string Head, string Body);
