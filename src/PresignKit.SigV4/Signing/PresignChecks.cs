using System.Buffers;
using PresignKit.SigV4.Canonical;

namespace PresignKit.SigV4.Signing;

/// <summary>Refuses, before any work, what must not be signed.</summary>
internal static class PresignChecks
{
    private static readonly SearchValues<char> MethodCharacters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZ");

    internal static void ThrowIfNotSignable(in PresignRequest request)
    {
        if (request.Target.Kind == PresignTargetKind.None)
        {
            throw new ArgumentException("The request has no target: name an object, or explicitly the bucket.", nameof(request));
        }

        if (request.Target.Key is { } key && !UriEncoding.IsEncodable(key))
        {
            throw new ArgumentException("The key holds half of a surrogate pair, which has no UTF-8 form.", nameof(request));
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
                throw new ArgumentException($"The key at index {i} is empty.", nameof(keys));
            }

            if (!UriEncoding.IsEncodable(keys[i]))
            {
                throw new ArgumentException($"The key at index {i} holds half of a surrogate pair, which has no UTF-8 form.", nameof(keys));
            }
        }
    }

    // All but the target.
    private static void ThrowIfNotTerms(in PresignRequest request)
    {
        ThrowIfNotMethod(request.Method);
        if (request.Lifetime < TimeSpan.FromSeconds(1) || request.Lifetime > PresignRequest.MaxLifetime
            || request.Lifetime.Ticks % TimeSpan.TicksPerSecond != 0)
        {
            throw new ArgumentOutOfRangeException(nameof(request), request.Lifetime, "The lifetime of a presigned URL must be whole seconds, from 1 second to 7 days.");
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
                throw new ArgumentException("The host is signed from the endpoint and cannot be given as a header.", nameof(request));
            }
        }

        ThrowIfNotParameters(request.Query, nameof(request));
    }

    /// <summary>Methods are case-sensitive: a URL signed for "get" matches no request.</summary>
    internal static void ThrowIfNotMethod(string method)
    {
        ArgumentException.ThrowIfNullOrEmpty(method);
        if (method.AsSpan().ContainsAnyExcept(MethodCharacters))
        {
            throw new ArgumentException($"'{method}' is not a valid HTTP method. Use upper-case letters only.", nameof(method));
        }
    }

    internal static void ThrowIfNotPayloadHash(string payloadHash, string parameterName)
    {
        if (!PayloadHash.IsKnown(payloadHash))
        {
            throw new ArgumentException(
                $"'{payloadHash}' is not a valid payload hash. Use 64 lower-case hex digits, or a literal such as '{PayloadHash.Unsigned}'.",
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
                    $"The value of the header '{header.Name}' holds a control character (a line break, perhaps) or half of a surrogate pair.",
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
                throw new ArgumentException($"'{parameter.Name}' is a parameter of the signature itself and cannot be added.", parameterName);
            }

            if (!UriEncoding.IsEncodable(parameter.Name) || !UriEncoding.IsEncodable(parameter.Value))
            {
                throw new ArgumentException("A query parameter holds half of a surrogate pair, which has no UTF-8 form.", parameterName);
            }
        }
    }
}
