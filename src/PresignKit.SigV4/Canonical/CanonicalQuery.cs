using System.Buffers.Text;
using System.Runtime.CompilerServices;

namespace PresignKit.SigV4.Canonical;

/// <summary>
/// Step: canonical query string. The bytes written here are both signed and emitted, so they cannot differ. The parameters of the signature
/// are written in ascending order, and the others are merged into them, so the result is sorted by construction.
/// </summary>
/// <remarks>Amazon S3 API Reference, "Authenticating Requests: Using Query Parameters (AWS Signature Version 4)".</remarks>
internal static class CanonicalQuery
{
    /// <summary>Appends the whole query of a presigned URL except its signature.</summary>
    [SkipLocalsInit]
    internal static void AppendPresigned(
        Utf8Buffer buffer, SignatureParameters signature, long expiresInSeconds, in SignedHeaders signedHeaders, ReadOnlySpan<NameValue> extra)
    {
        var start = buffer.Length;
        var others = new EncodedParameters(extra, extra.Length <= EncodedParameters.UsualCount
            ? stackalloc EncodedParameters.Entry[EncodedParameters.UsualCount]
            : new EncodedParameters.Entry[extra.Length]);
        try
        {
            if (others.BeginsAfter(AuthParameters.SignedHeaders))
            {
                AppendUnmixed(buffer, signature, expiresInSeconds);
            }
            else
            {
                AppendMixed(buffer, signature, expiresInSeconds, ref others);
            }

            signedHeaders.AppendQueryValue(buffer);
            others.AppendRest(buffer, start);
        }
        finally
        {
            others.Dispose();
        }
    }

    /// <summary>Appends parameters to a query that ends with those of the signature. All of them sort after these.</summary>
    /// <param name="buffer">Receives them.</param>
    /// <param name="common">Parameters in any order.</param>
    /// <param name="own">Further ones.</param>
    /// <param name="similar">Parameters that are known to be sorted and to have plain names, such as those of the previous URL; empty: none.</param>
    /// <returns>Whether <paramref name="own"/> are such parameters.</returns>
    [SkipLocalsInit]
    internal static bool AppendAfterSignature(
        Utf8Buffer buffer, ReadOnlySpan<NameValue> common, ReadOnlySpan<NameValue> own, ReadOnlySpan<NameValue> similar)
    {
        if (common.IsEmpty && (HaveSameNames(own, similar) || AreSorted(own)))
        {
            foreach (ref readonly var parameter in own)
            {
                buffer.Append((byte)'&');
                buffer.AppendAscii(parameter.Name);
                buffer.Append((byte)'=');
                UriEncoding.AppendValue(buffer, parameter.Value);
            }

            return true;
        }

        var count = common.Length + own.Length;
        var others = new EncodedParameters(common, own, count <= EncodedParameters.UsualCount
            ? stackalloc EncodedParameters.Entry[EncodedParameters.UsualCount]
            : new EncodedParameters.Entry[count]);
        try
        {
            // All parameters were checked before the first was signed. But the array belongs to the caller, who may change it in the meantime.
            if (!others.BeginsAfter(AuthParameters.SignedHeaders))
            {
                throw new ArgumentException("A query parameter of a batch must not sort before X-Amz-SignedHeaders.");
            }

            others.AppendAll(buffer);
            return false;
        }
        finally
        {
            others.Dispose();
        }
    }

    /// <summary>Appends any parameters in canonical order: for header authentication and for verification.</summary>
    internal static void Append(Utf8Buffer buffer, ReadOnlySpan<NameValue> parameters)
    {
        var sorted = new EncodedParameters(parameters, parameters.Length <= EncodedParameters.UsualCount
            ? stackalloc EncodedParameters.Entry[EncodedParameters.UsualCount]
            : new EncodedParameters.Entry[parameters.Length]);
        try
        {
            sorted.AppendRest(buffer, buffer.Length);
        }
        finally
        {
            sorted.Dispose();
        }
    }

    // Most callers know the order, and then nothing has to be written twice. Names that need no encoding have the same order with and without it.
    private static bool AreSorted(ReadOnlySpan<NameValue> parameters)
    {
        var previous = "";
        foreach (ref readonly var parameter in parameters)
        {
            if (string.CompareOrdinal(previous, parameter.Name) >= 0 || parameter.Name is not [>= 'a' and <= 'z', ..]
                || !UriEncoding.IsPlainValue(parameter.Name))
            {
                return false;
            }

            previous = parameter.Name;
        }

        return true;
    }

    // Names are constants of the program, so comparing references finds nearly all of them.
    private static bool HaveSameNames(ReadOnlySpan<NameValue> some, ReadOnlySpan<NameValue> others)
    {
        if (some.Length != others.Length)
        {
            return false;
        }

        for (var i = 0; i < some.Length; i++)
        {
            if (!ReferenceEquals(some[i].Name, others[i].Name))
            {
                return false;
            }
        }

        return true;
    }

    // Response overrides, part numbers, and the like sort after all parameters of the signature, so nearly every query starts this way.
    private static void AppendUnmixed(Utf8Buffer buffer, SignatureParameters signature, long expiresInSeconds)
    {
        buffer.Append(signature.BeforeExpiry);
        AppendNumber(buffer, expiresInSeconds);
        buffer.Append(signature.AfterExpiry);
    }

    private static void AppendMixed(Utf8Buffer buffer, SignatureParameters signature, long expiresInSeconds, ref EncodedParameters others)
    {
        others.AppendBefore(buffer, AuthParameters.Algorithm);
        buffer.Append("X-Amz-Algorithm=AWS4-HMAC-SHA256&"u8);

        others.AppendBefore(buffer, AuthParameters.Credential);
        buffer.Append(signature.Credential);
        others.AppendBefore(buffer, AuthParameters.Date);
        buffer.Append(signature.Date);

        others.AppendBefore(buffer, AuthParameters.Expires);
        buffer.Append("X-Amz-Expires="u8);
        AppendNumber(buffer, expiresInSeconds);
        buffer.Append((byte)'&');

        if (!signature.SecurityToken.IsEmpty)
        {
            others.AppendBefore(buffer, AuthParameters.SecurityToken);
            buffer.Append(signature.SecurityToken);
        }

        others.AppendBefore(buffer, AuthParameters.SignedHeaders);
        buffer.Append("X-Amz-SignedHeaders="u8);
    }

    [SkipLocalsInit]
    private static void AppendNumber(Utf8Buffer buffer, long value)
    {
        Span<byte> digits = stackalloc byte[20];
        Utf8Formatter.TryFormat(value, digits, out var count);
        buffer.Append(digits[..count]);
    }
}
