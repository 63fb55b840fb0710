using System.Buffers;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using PresignKit.AspNetCore.Endpoints;
using PresignKit.AspNetCore.Logging;
using PresignKit.AspNetCore.Problems;

namespace PresignKit.AspNetCore.Playlists;

/// <summary>GET /playlist-keys/{id}/{path}: the application decides and finds the key; the backend sends it, because a URL for it could be passed on.</summary>
internal sealed class PlaylistKeyEndpoint(UserIdentity identity, IServiceProvider services, ILogger<PlaylistKeyEndpoint> logger)
{
    private const string ContentType = "application/octet-stream";

    // One more than a key has, to see what is too long.
    private const int Room = PlaylistKey.MaximumLength + 1;

    public static RouteHandlerBuilder Map(IEndpointRouteBuilder routes) => routes
        .MapGet($"/{PlaylistAddresses.KeySegment}/{{id}}/{{**path}}", HandleAsync)
        .WithSummary("Get a decryption key of a stream")
        .WithDescription("Returns the bytes of a key that a playlist names.")
        .Produces(StatusCodes.Status200OK, contentType: ContentType)
        .ProducesProblems(StatusCodes.Status404NotFound, StatusCodes.Status422UnprocessableEntity);

    private static Task HandleAsync(
        HttpContext context,
        [FromRoute] string id,
        [FromRoute] string path,
        [FromServices] PlaylistKeyEndpoint endpoint,
        [FromServices] IPresignKitApplication application) => endpoint.SendAsync(id, path, application, context);

    private async Task SendAsync(string id, string path, IPresignKitApplication application, HttpContext context)
    {
        var ticket = PlaylistRequest.Ticket(context, identity, id, path);
        var key = await application.ResolvePlaylistKeyAsync(ticket, context.RequestAborted).ConfigureAwait(false) ?? throw PlaylistRequest.NotFound();
        var buffer = ArrayPool<byte>.Shared.Rent(Room);
        try
        {
            var bytes = key.Stored is { } stored
                ? buffer.AsMemory(0, await ReadAsync(Find(key), stored, buffer, context.RequestAborted).ConfigureAwait(false))
                : key.Bytes;
            context.Response.ContentType = ContentType;
            context.Response.ContentLength = bytes.Length;
            await context.Response.Body.WriteAsync(bytes, context.RequestAborted).ConfigureAwait(false);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(buffer);
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private async Task<int> ReadAsync(IObjectStore store, ObjectKey key, byte[] buffer, CancellationToken cancellationToken)
    {
        try
        {
            var stream = await store.OpenReadAsync(key, version: null, cancellationToken).ConfigureAwait(false);
            await using (stream.ConfigureAwait(false))
            {
                var length = await stream.ReadAtLeastAsync(
                    buffer.AsMemory(0, Room), Room, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
                return length is > 0 and <= PlaylistKey.MaximumLength ? length : throw NoKey(key);
            }
        }
        catch (StoreException e) when (e.Code == ErrorCodes.ObjectNotFound)
        {
            throw PlaylistRequest.NotFound();
        }
    }

    // The client cannot mend it, and must not learn which object it is.
    private EndpointException NoKey(ObjectKey key)
    {
        EndpointLog.PlaylistKeyRefused(logger, key, PlaylistKey.MaximumLength);
        return new(
            EndpointErrorCodes.PlaylistKeyInvalid,
            $"The object that the application has for this key is empty or has more than {PlaylistKey.MaximumLength} bytes, so it is not a key. "
            + "Nothing of it was sent. The application must store the key there, or name another object.");
    }

    private IObjectStore Find(PlaylistKey key) => key.Tenant?.Objects
        ?? (key.StoreName is { } name ? services.GetRequiredKeyedService<IObjectStore>(name) : services.GetRequiredService<IObjectStore>());
}
