using PresignKit.LocalS3.Http;
using PresignKit.LocalS3.Storage;

namespace PresignKit.LocalS3.Cors;

/// <summary>CORS for every request: the headers of actual responses, including errors, and the response to preflight requests.</summary>
internal sealed class CorsPipeline(ObjectStore store, IReadOnlyList<CorsRule> defaultRules)
{
    /// <summary>Adds the headers if a rule allows the origin. Otherwise the response is sent without them, as on S3.</summary>
    public void Apply(S3Request request)
    {
        if (request.Header("Origin") is not { } origin || !HeaderText.IsValue(origin) || Rules(request) is not { } rules)
        {
            return;
        }

        if (CorsMatcher.Find(rules, origin, request.Method, []) is { } rule)
        {
            CorsReply.Apply(request.Context.Response, rule, origin, []);
        }
    }

    /// <summary>Answers an OPTIONS request. It is not signed, because the response reveals nothing confidential.</summary>
    public void Preflight(S3Request request)
    {
        if (request.Header("Origin") is not { } origin)
        {
            throw new S3Exception(new S3Error(400, "BadRequest", "Insufficient information. Origin request header needed."));
        }

        if (!HeaderText.IsValue(origin))
        {
            throw new S3Exception(new S3Error(400, "BadRequest", "Invalid Origin request header."));
        }

        if (request.Header("Access-Control-Request-Method") is not { } method)
        {
            throw new S3Exception(new S3Error(400, "BadRequest", "Invalid Access-Control-Request-Method: null"));
        }

        var headers = (request.Header("Access-Control-Request-Headers") ?? "")
            .Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        // They are returned in the response, so they must be names.
        if (!Array.TrueForAll(headers, header => HeaderText.IsName(header)))
        {
            throw new S3Exception(new S3Error(400, "BadRequest", "Invalid Access-Control-Request-Headers."));
        }

        var resourceType = request.Key.Length > 0 ? "OBJECT" : "BUCKET";
        if (Rules(request) is not { Count: > 0 } rules)
        {
            throw new S3Exception(S3Errors.CorsForbidden(method, resourceType, "CORSResponse: CORS is not enabled for this bucket."));
        }

        if (CorsMatcher.Find(rules, origin, method, headers) is not { } rule)
        {
            throw new S3Exception(S3Errors.CorsForbidden(method, resourceType,
                "CORSResponse: This CORS request is not allowed. This is usually because the evalution of Origin, request method / "
                + "Access-Control-Request-Method or Access-Control-Request-Headers are not whitelisted by the resource's CORS spec."));
        }

        CorsReply.Apply(request.Context.Response, rule, origin, headers);
        request.Context.Response.StatusCode = 200;
        request.Context.Response.ContentLength = 0;
    }

    private IReadOnlyList<CorsRule>? Rules(S3Request request) =>
        request.Bucket is { } name && store.Find(name) is { } bucket ? bucket.Cors ?? defaultRules : null;
}
