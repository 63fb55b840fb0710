using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using PresignKit.AspNetCore;
using PresignKit.AspNetCore.ActiveStorage;
using PresignKit.AspNetCore.Endpoints;
using PresignKit.AspNetCore.Limits;
using PresignKit.AspNetCore.Routing;

// Mapping methods are in the namespace where every application looks for them.
#pragma warning disable IDE0130
namespace Microsoft.AspNetCore.Builder;
#pragma warning restore IDE0130

/// <summary>Maps the endpoint that Active Storage calls.</summary>
public static class ActiveStorageEndpointRouteBuilderExtensions
{
    /// <summary>
    /// Maps what <c>@rails/activestorage</c> posts to (<c>data-direct-upload-url</c>). Policy, authorization, and limits are those of <c>MapPresignKit</c>.
    /// Configure authorization with <c>.RequireAuthorization()</c> or <c>.AllowAnonymous()</c>; without either one the host does not start.
    /// </summary>
    /// <param name="endpoints">The application or a route group.</param>
    /// <param name="path">The path, such as <c>/rails/active_storage/direct_uploads</c>.</param>
    /// <param name="policy">The name of the upload policy. Its store must take files by PUT.</param>
    /// <returns>The route group, to which you can add conventions: authorization, rate limits, CORS.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="policy"/> is empty.</exception>
    /// <exception cref="InvalidOperationException"><c>AddEndpoints</c> was not called.</exception>
    /// <remarks>
    /// Nothing is accepted until the application completes the slot: when it receives the form, it calls <see cref="ISlotCompletion.CompleteAsync"/> with the
    /// <c>signed_id</c>.
    /// </remarks>
    public static RouteGroupBuilder MapActiveStorageDirectUploads(
        this IEndpointRouteBuilder endpoints, [StringSyntax("Route")] string path, string policy)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        ArgumentNullException.ThrowIfNull(path);
        ArgumentException.ThrowIfNullOrEmpty(policy);
        var (group, routes, suffix) = EndpointMapping.Begin(endpoints, path, nameof(MapActiveStorageDirectUploads));
        DirectUploadEndpoint.Map(routes).WithName("OpenDirectUpload" + suffix).AddEndpointFilter<RouteHandlerBuilder, SlotLimitFilter>();
        OtherMethods.Refuse(routes, "", HttpMethods.Post);
        routes.WithMetadata(new FacePolicy(policy));
        EndpointMapping.End(endpoints, routes, $"{nameof(MapActiveStorageDirectUploads)}(\"{path}\", \"{policy}\")", takesUploads: true);
        return group;
    }
}
