using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using PresignKit;
using PresignKit.AspNetCore.Endpoints;
using PresignKit.AspNetCore.Limits;
using PresignKit.AspNetCore.Problems;
using PresignKit.AspNetCore.Routing;
using PresignKit.AspNetCore.Uppy;

// Mapping methods are in the namespace where every application looks for them.
#pragma warning disable IDE0130
namespace Microsoft.AspNetCore.Builder;
#pragma warning restore IDE0130

/// <summary>Maps the endpoints that Uppy calls.</summary>
public static class UppyEndpointRouteBuilderExtensions
{
    /// <summary>
    /// Maps what <c>@uppy/aws-s3</c> expects of a Companion server, below <c>{prefix}/s3</c>: set <c>endpoint</c> (Uppy 5) or <c>companionEndpoint</c>
    /// (Uppy 6) to the prefix. Policy, authorization, limits, and completion are those of <c>MapPresignKit</c>. Configure authorization with
    /// <c>.RequireAuthorization()</c> or <c>.AllowAnonymous()</c>; without either one the host does not start.
    /// </summary>
    /// <param name="endpoints">The application or a route group.</param>
    /// <param name="prefix">The path that the routes begin with, such as <c>/companion</c>.</param>
    /// <param name="policy">
    /// The name of the upload policy. Where it sends files by PUT, set <see cref="UploadPolicyOptions.AllowForms"/>: Uppy sends small files by a form only.
    /// </param>
    /// <returns>The route group, to which you can add conventions: authorization, rate limits, CORS.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="policy"/> is empty.</exception>
    /// <exception cref="InvalidOperationException"><c>AddEndpoints</c> was not called.</exception>
    /// <remarks>
    /// <para>
    /// The page must add each file's size to its metadata, and must itself call <c>POST {prefix}/s3/complete</c> with <c>{"key": ...}</c> after a file that
    /// was sent in one request, because Uppy does not.
    /// </para>
    /// <para>Uploads in parts need signed-in users: their key travels in addresses, and counts only in the session of its user.</para>
    /// </remarks>
    public static RouteGroupBuilder MapUppyCompanion(
        this IEndpointRouteBuilder endpoints, [StringSyntax("Route")] string prefix, string policy)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        ArgumentNullException.ThrowIfNull(prefix);
        ArgumentException.ThrowIfNullOrEmpty(policy);
        var (group, routes, suffix) = EndpointMapping.Begin(endpoints, prefix, nameof(MapUppyCompanion));
        UppyFormEndpoint.MapParameters(routes).WithName("OpenUppyForm" + suffix).AddEndpointFilter<RouteHandlerBuilder, SlotLimitFilter>();
        UppyFormEndpoint.MapComplete(routes).WithName("CompleteUppyForm" + suffix);
        UppyMultipartEndpoint.MapCreate(routes).WithName("OpenUppyMultipart" + suffix).AddEndpointFilter<RouteHandlerBuilder, SlotLimitFilter>();
        UppyMultipartEndpoint.MapSign(routes).WithName("SignUppyPart" + suffix);
        UppyMultipartEndpoint.MapSignMany(routes).WithName("SignUppyParts" + suffix);
        UppyMultipartEndpoint.MapList(routes).WithName("ListUppyParts" + suffix);
        UppyMultipartEndpoint.MapComplete(routes).WithName("CompleteUppyMultipart" + suffix);
        UppyMultipartEndpoint.MapAbort(routes).WithName("AbortUppyMultipart" + suffix);
        OtherMethods.Refuse(routes, "/s3/params", HttpMethods.Get);
        OtherMethods.Refuse(routes, "/s3/complete", HttpMethods.Post);
        OtherMethods.Refuse(routes, "/s3/multipart", HttpMethods.Post);
        OtherMethods.Refuse(routes, "/s3/multipart/{uploadId}", HttpMethods.Get, HttpMethods.Delete);
        OtherMethods.Refuse(routes, "/s3/multipart/{uploadId}/{partNumber}", HttpMethods.Get);
        OtherMethods.Refuse(routes, "/s3/multipart/{uploadId}/complete", HttpMethods.Post);
        routes.WithMetadata(new FacePolicy(policy), ProblemMessage.Instance);
        EndpointMapping.End(endpoints, routes, $"{nameof(MapUppyCompanion)}(\"{prefix}\", \"{policy}\")", takesUploads: true);
        return group;
    }
}
