using System.Text;

namespace Microsoft.Azure.Functions.Worker.Http;

public static class HttpResponseDataExtensions
{
    public static Task WriteStringAsync(this HttpResponseData response, string value, Encoding? encoding = null)
    {
        ArgumentNullException.ThrowIfNull(value);
        return response.WriteBytesAsync((encoding ?? Encoding.UTF8).GetBytes(value));
    }

    public static Task WriteBytesAsync(this HttpResponseData response, byte[] value) =>
        response.WriteBytesAsync(value, CancellationToken.None);

    public static Task WriteBytesAsync(
        this HttpResponseData response, byte[] value, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(value);
        return response.Body.WriteAsync(value, cancellationToken).AsTask();
    }
}
