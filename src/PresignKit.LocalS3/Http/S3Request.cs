using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using PresignKit.SigV4;

namespace PresignKit.LocalS3.Http;

/// <summary>One request. The verified data (<see cref="Wire"/>) and the bucket, key and query that are used come from the same raw target.</summary>
internal sealed class S3Request
{
    private S3Request(HttpContext context, WireRequest wire, RequestTarget target)
    {
        Context = context;
        Wire = wire;
        Bucket = target.Bucket;
        Key = target.Key;
        IsVirtualHost = target.Place == BucketPlace.Host;
        Query = new QueryParameters(wire.Query);
        Amz = new AmzParameters(this);
    }

    public HttpContext Context { get; }

    public WireRequest Wire { get; }

    public string? Bucket { get; }

    /// <summary>Empty when the request is for the bucket itself.</summary>
    public string Key { get; }

    /// <summary>Whether the host name contains the bucket.</summary>
    public bool IsVirtualHost { get; }

    public QueryParameters Query { get; }

    public AmzParameters Amz { get; }

    public string Method => Context.Request.Method;

    public HttpResponse Response => Context.Response;

    public CancellationToken Aborted => Context.RequestAborted;

    public string Resource => Bucket is null ? "/" : $"/{Bucket}/{Key}";

    /// <summary>The path as sent, still encoded. Used for logs, because a decoded key could contain line breaks.</summary>
    public string EncodedPath => Wire.RawTarget.Split('?')[0];

    public static S3Request Read(HttpContext context, IReadOnlyList<string> baseHosts)
    {
        var rawTarget = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        var wire = new WireRequest(context.Request.Method, rawTarget, Headers(context.Request.Headers));
        if (wire.Path is not { } path)
        {
            throw new S3Exception(S3Errors.InvalidUri());
        }

        return new S3Request(context, wire, RequestTarget.Parse(path, context.Request.Headers.Host.ToString(), baseHosts));
    }

    /// <summary>The value of a header that must not be repeated, or <see langword="null"/> if it is absent.</summary>
    public string? Header(string name)
    {
        var values = Context.Request.Headers[name];
        return values.Count switch
        {
            0 => null,
            1 => values[0],
            _ => throw new S3Exception(S3Errors.InvalidArgument("The header must not be given more than once.", name, values.ToString())),
        };
    }

    private static List<NameValue> Headers(IHeaderDictionary headers)
    {
        var list = new List<NameValue>(headers.Count);
        foreach (var (name, values) in headers)
        {
            foreach (var value in values)
            {
                list.Add(new NameValue(name, value ?? ""));
            }
        }

        return list;
    }
}
