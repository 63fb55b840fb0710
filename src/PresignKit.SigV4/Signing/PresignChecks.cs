using System.Buffers;
using PresignKit.SigV4.Canonical;

namespace PresignKit.SigV4.Signing;

/// <summary>Refuses what must not be signed, before any work is done.</summary>
internal static class PresignChecks
{
    private static readonly SearchValues<char> MethodCharacters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZ");

    internal static void ThrowIfNotSignable(in PresignRequest request)
    {
        if (request.Target.Kind == PresignTargetKind.None)
        {
            throw new ArgumentException("The request has no target. Set Target to an object, or explicitly to the bucket.", nameof(request));
        }

        if (request.Target.Key is { } key && !UriEncoding.IsEncodable(key))
        {
            throw new ArgumentException("The key contains an unpaired surrogate and cannot be encoded as UTF-8.", nameof(request));
        }

        ThrowIfNotTerms(request);
    }

    internal static void ThrowIfNotSignable(in PresignBatch batch, ReadOnlySpan<string> keys)
    {
        ThrowIfNotTerms(batch.For(PresignTarget.Bucket));
        for (var i = 0; i < keys.Length; i++)
        {
            if (string.IsNullOrEmpty(keys[i]))
            {
                throw new ArgumentException($"The key at index {i} must not be empty.", nameof(keys));
            }

            if (!UriEncoding.IsEncodable(keys[i]))
            {
                throw new ArgumentException($"The key at index {i} contains an unpaired surrogate and cannot be encoded as UTF-8.", nameof(keys));
            }
        }
    }

    internal static void ThrowIfNotSignable(in PresignBatch batch, ReadOnlySpan<PresignObject> objects)
    {
        ThrowIfNotTerms(batch.For(PresignTarget.Bucket));
        ThrowIfNotAfterSignature(batch.Query, nameof(batch));
        for (var i = 0; i < objects.Length; i++)
        {
            ref readonly var item = ref objects[i];
            if (string.IsNullOrEmpty(item.Key))
            {
                throw new ArgumentException($"The key at index {i} must not be empty.", nameof(objects));
            }

            if (!UriEncoding.IsEncodable(item.Key))
            {
                throw new ArgumentException($"The key at index {i} contains an unpaired surrogate and cannot be encoded as UTF-8.", nameof(objects));
            }

            var query = item.Query.Span;
            ThrowIfNotParameters(query, nameof(objects));
            ThrowIfNotAfterSignature(query, nameof(objects));
        }
    }

    internal static void ThrowIfNotSignable(in PresignPartBatch batch, ReadOnlySpan<int> partNumbers)
    {
        ThrowIfNotText(batch.Key, "key", nameof(batch));

        // A store could take a part without an upload ID for a whole object.
        ThrowIfNotText(batch.UploadId, "upload ID", nameof(batch));
        if (batch.ObjectSize < 0)
        {
            throw new ArgumentOutOfRangeException(nameof(batch), batch.ObjectSize, "The size of the object must not be negative.");
        }

        if (batch.PartSize < 1)
        {
            throw new ArgumentOutOfRangeException(nameof(batch), batch.PartSize, "The size of a part must be at least 1 byte.");
        }

        var count = batch.PartCount;
        if (count > PresignPartBatch.MaxPartNumber)
        {
            throw new ArgumentOutOfRangeException(
                nameof(batch), batch.PartSize,
                $"There would be {count} parts of this size, but an upload has at most {PresignPartBatch.MaxPartNumber}. Use larger parts.");
        }

        ThrowIfNotTerms(batch.For(batch.Headers, batch.Query));
        foreach (var parameter in batch.Query)
        {
            if (parameter.Name is "partNumber" or "uploadId")
            {
                throw new ArgumentException($"The query must not contain '{parameter.Name}': it is signed as the batch defines it.", nameof(batch));
            }
        }

        foreach (var header in batch.Headers)
        {
            if (string.Equals(header.Name, "content-length", StringComparison.OrdinalIgnoreCase))
            {
                throw new ArgumentException("The headers must not contain 'content-length': it is signed as the sizes define it.", nameof(batch));
            }
        }

        for (var i = 0; i < partNumbers.Length; i++)
        {
            ThrowIfNoPart(count, partNumbers[i], i, nameof(partNumbers));
        }
    }

    internal static void ThrowIfNoPart(long count, int number, int index, string parameterName)
    {
        if (number < 1 || number > count)
        {
            throw new ArgumentOutOfRangeException(
                parameterName, number, $"The part number at index {index} must be from 1 to {count}, which is the number of parts.");
        }
    }

    /// <summary>Methods are case-sensitive: a URL signed for "get" does not match any request.</summary>
    internal static void ThrowIfNotMethod(string method)
    {
        ArgumentException.ThrowIfNullOrEmpty(method);
        if (method.AsSpan().ContainsAnyExcept(MethodCharacters))
        {
            throw new ArgumentException($"'{method}' is not a valid HTTP method. Use uppercase letters only.", nameof(method));
        }
    }

    internal static void ThrowIfNotPayloadHash(string payloadHash, string parameterName)
    {
        if (!PayloadHash.IsKnown(payloadHash))
        {
            throw new ArgumentException(
                $"'{payloadHash}' is not a valid payload hash. Use 64 lowercase hex digits, or a literal such as '{PayloadHash.Unsigned}'.",
                parameterName);
        }
    }

    internal static void ThrowIfNotHeaders(ReadOnlySpan<NameValue> headers, string parameterName)
    {
        foreach (var header in headers)
        {
            if (header.Name is null || !HeaderText.IsName(header.Name))
            {
                throw new ArgumentException($"'{header.Name}' is not a valid header name.", parameterName);
            }

            if (header.Value is null || !HeaderText.IsValue(header.Value))
            {
                throw new ArgumentException(
                    $"The value of the header '{header.Name}' must not contain a control character, such as a line break, or an unpaired surrogate.",
                    parameterName);
            }
        }
    }

    internal static void ThrowIfNotParameters(ReadOnlySpan<NameValue> parameters, string parameterName)
    {
        foreach (var parameter in parameters)
        {
            if (parameter.Name is null || parameter.Value is null)
            {
                throw new ArgumentException("A query parameter must have a name and a value. For an empty value, use an empty string.", parameterName);
            }

            if (AuthParameters.Match(parameter.Name) is not null)
            {
                throw new ArgumentException($"'{parameter.Name}' is a parameter of the signature and must not be added.", parameterName);
            }

            if (!UriEncoding.IsEncodable(parameter.Name) || !UriEncoding.IsEncodable(parameter.Value))
            {
                throw new ArgumentException("A query parameter contains an unpaired surrogate and cannot be encoded as UTF-8.", parameterName);
            }
        }
    }

    // A name that begins with a lowercase letter sorts after all that begin with 'X', even if the rest of it is encoded.
    private static void ThrowIfNotAfterSignature(ReadOnlySpan<NameValue> parameters, string parameterName)
    {
        foreach (var parameter in parameters)
        {
            if (parameter.Name is not [>= 'a' and <= 'z', ..])
            {
                throw new ArgumentException(
                    $"The query parameter '{parameter.Name}' does not begin with a lowercase letter. Sign such URLs one by one.", parameterName);
            }
        }
    }

    private static void ThrowIfNotText(string text, string what, string parameterName)
    {
        if (string.IsNullOrEmpty(text))
        {
            throw new ArgumentException($"The {what} must not be empty.", parameterName);
        }

        if (!UriEncoding.IsEncodable(text))
        {
            throw new ArgumentException($"The {what} contains an unpaired surrogate and cannot be encoded as UTF-8.", parameterName);
        }
    }

    // Checks everything except the target.
    private static void ThrowIfNotTerms(in PresignRequest request)
    {
        ThrowIfNotMethod(request.Method);
        if (request.Lifetime < TimeSpan.FromSeconds(1) || request.Lifetime > PresignRequest.MaxLifetime
            || request.Lifetime.Ticks % TimeSpan.TicksPerSecond != 0)
        {
            throw new ArgumentOutOfRangeException(
                nameof(request), request.Lifetime, "The lifetime of a presigned URL must be a whole number of seconds, from 1 second to 7 days.");
        }

        if (request.PayloadHash is { } payloadHash)
        {
            ThrowIfNotPayloadHash(payloadHash, nameof(request));
        }

        ThrowIfNotHeaders(request.Headers, nameof(request));
        foreach (var header in request.Headers)
        {
            if (string.Equals(header.Name, "host", StringComparison.OrdinalIgnoreCase))
            {
                throw new ArgumentException("The headers must not contain 'host': it is signed as the endpoint defines it.", nameof(request));
            }
        }

        ThrowIfNotParameters(request.Query, nameof(request));
    }
}
