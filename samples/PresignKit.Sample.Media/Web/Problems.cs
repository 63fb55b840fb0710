using Microsoft.AspNetCore.Http.HttpResults;

namespace PresignKit.Sample.Media.Web;

/// <summary>Failures in the same shape as PresignKit's own endpoints: ProblemDetails with a stable code.</summary>
internal static class Problems
{
    public static ProblemHttpResult NotFound() =>
        Of(StatusCodes.Status404NotFound, "not-found", "The video does not exist, or it belongs to another user.");

    public static ProblemHttpResult Of(int status, string code, string detail) => TypedResults.Problem(
        detail, statusCode: status, extensions: new Dictionary<string, object?>(StringComparer.Ordinal) { ["code"] = code });

    /// <summary>Adds a code to the responses that the framework creates.</summary>
    public static void NameCode(ProblemDetailsContext context)
    {
        var code = context.ProblemDetails.Status switch
        {
            StatusCodes.Status400BadRequest or StatusCodes.Status413PayloadTooLarge or StatusCodes.Status415UnsupportedMediaType => "request-invalid",
            StatusCodes.Status401Unauthorized => "signed-out",
            StatusCodes.Status404NotFound => "not-found",
            StatusCodes.Status405MethodNotAllowed => "method-not-allowed",
            StatusCodes.Status500InternalServerError => "internal-error",
            _ => null,
        };
        if (code is not null)
        {
            context.ProblemDetails.Extensions.TryAdd("code", code);
        }
    }
}
