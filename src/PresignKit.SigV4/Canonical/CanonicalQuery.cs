using System.Buffers.Text;
using PresignKit.SigV4.Signing;

namespace PresignKit.SigV4.Canonical;

/// <summary>
/// Step: canonical query string. The bytes written here are both signed and emitted, so they cannot differ. The parameters
/// of the signature are constants in ascending order, into which the others are merged: sorted by construction.
/// </summary>
/// <remarks>Amazon S3 API Reference, "Authenticating Requests: Using Query Parameters (AWS Signature Version 4)".</remarks>
internal static class CanonicalQuery
{
    /// <summary>Appends the whole query of a presigned URL but its signature.</summary>
    internal static void AppendPresigned(
        Utf8Buffer buffer, SigningMoment moment, long expiresInSeconds, ReadOnlySpan<string> signedHeaders, ReadOnlySpan<NameValue> extra)
    {
        var start = buffer.Length;
        var others = EncodedParameters.From(extra);
        try
        {
            others.AppendBefore(buffer, AuthParameters.Algorithm);
            buffer.Append("X-Amz-Algorithm=AWS4-HMAC-SHA256&"u8);

            others.AppendBefore(buffer, AuthParameters.Credential);
            buffer.Append(moment.CredentialParameter);
            others.AppendBefore(buffer, AuthParameters.Date);
            buffer.Append(moment.DateParameter);

            others.AppendBefore(buffer, AuthParameters.Expires);
            buffer.Append("X-Amz-Expires="u8);
            AppendNumber(buffer, expiresInSeconds);
            buffer.Append((byte)'&');

            if (!moment.SecurityTokenParameter.IsEmpty)
            {
                others.AppendBefore(buffer, AuthParameters.SecurityToken);
                buffer.Append(moment.SecurityTokenParameter);
            }

            others.AppendBefore(buffer, AuthParameters.SignedHeaders);
            buffer.Append("X-Amz-SignedHeaders="u8);
            AppendSignedHeaders(buffer, signedHeaders);
            others.AppendRest(buffer, start);
        }
        finally
        {
            others.Dispose();
        }
    }

    /// <summary>Appends any parameters in canonical order: for header authentication and for verification.</summary>
    internal static void Append(Utf8Buffer buffer, ReadOnlySpan<NameValue> parameters)
    {
        var sorted = EncodedParameters.From(parameters);
        try
        {
            sorted.AppendRest(buffer, buffer.Length);
        }
        finally
        {
            sorted.Dispose();
        }
    }

    private static void AppendSignedHeaders(Utf8Buffer buffer, ReadOnlySpan<string> names)
    {
        for (var i = 0; i < names.Length; i++)
        {
            if (i > 0)
                buffer.Append("%3B"u8);
            UriEncoding.AppendValue(buffer, names[i]);
        }
    }

    private static void AppendNumber(Utf8Buffer buffer, long value)
    {
        Span<byte> digits = stackalloc byte[20];
        Utf8Formatter.TryFormat(value, digits, out var count);
        buffer.Append(digits[..count]);
    }
}
