using PresignKit.LocalS3.Http;

namespace PresignKit.LocalS3.Authentication;

/// <summary>S3's error response to a wrong region, service or date in the credential scope. It states the expected value.</summary>
internal static class ScopeError
{
    public static S3Error From(AuthenticationPlace place, S3Request request, string region)
    {
        var scope = Scope(place, request)?.Split('/');
        var (wrong, isRegion) = scope switch
        {
            [.., _, var theirs, "s3", _] when theirs != region => ($"the region '{theirs}' is wrong; expecting '{region}'", true),
            [.., _, _, not "s3" and var service, _] => ($"incorrect service \"{service}\". This endpoint belongs to \"s3\".", false),
            [.., var day, _, _, _] => ($"incorrect date \"{day}\". It must be the day of the request's date.", false),
            _ => ("the date, region or service of the credential scope is wrong for this endpoint.", false),
        };
        var start = place == AuthenticationPlace.Header ? "The authorization header is malformed" : "Error parsing the X-Amz-Credential parameter";
        var error = AuthenticationError.Malformed(place, $"{start}; {wrong}");
        return isRegion ? error.With(("Region", region)) : error;
    }

    // The credential of a form is not in the request's headers or query, so the response has no details.
    private static string? Scope(AuthenticationPlace place, S3Request request) => place switch
    {
        AuthenticationPlace.Query => request.Query.Find("X-Amz-Credential"),
        AuthenticationPlace.Header => request.Header("Authorization")?.Split("Credential=") is [_, var rest, ..] ? rest.Split(',')[0].Trim() : null,
        _ => null,
    };
}
