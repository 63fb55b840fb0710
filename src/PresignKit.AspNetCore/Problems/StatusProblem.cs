using Microsoft.AspNetCore.Http;

namespace PresignKit.AspNetCore.Problems;

/// <summary>The code and the text for a failure of which only the HTTP status is known.</summary>
internal static class StatusProblem
{
    public static (string Code, string Detail) Of(int status) => status switch
    {
        StatusCodes.Status401Unauthorized => (EndpointErrorCodes.AuthenticationRequired, "Sign in, then send the request again."),
        StatusCodes.Status403Forbidden => (EndpointErrorCodes.AccessDenied, "This user may not use this endpoint."),
        StatusCodes.Status404NotFound => (EndpointErrorCodes.NotFound, "Nothing exists under this address."),
        StatusCodes.Status405MethodNotAllowed => (EndpointErrorCodes.MethodNotAllowed, "Use a method that the header Allow lists."),
        StatusCodes.Status408RequestTimeout => (EndpointErrorCodes.RequestInvalid, "The request did not arrive in time. Send it again."),
        StatusCodes.Status413PayloadTooLarge => (EndpointErrorCodes.RequestInvalid, "The request body is too long. Send a shorter one."),
        StatusCodes.Status429TooManyRequests => (EndpointErrorCodes.TooManyRequests, "Too many requests were sent. Try again later."),
        < StatusCodes.Status500InternalServerError => (EndpointErrorCodes.RequestInvalid, "The request could not be processed. Change it, then send it again."),
        _ => (EndpointErrorCodes.ApplicationError, "The application failed. Try again later."),
    };
}
