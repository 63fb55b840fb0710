using System.Buffers;
using System.Text;

namespace PresignKit.Playlists;

/// <summary>Writes the text of a playlist between its signed addresses, and the addresses that lead to the application.</summary>
/// <param name="text">The playlist.</param>
/// <param name="plan">What becomes of it.</param>
/// <param name="grant">The addresses of the application.</param>
internal sealed class PlaylistWriter(ReadOnlyMemory<byte> text, PlaylistPlan plan, PlaylistGrant grant)
{
    private int _place;
    private int _written;

    /// <summary>Writes what precedes a signed address, which follows.</summary>
    public void WriteBefore(int index, IBufferWriter<byte> destination)
    {
        WriteApplicationAddresses(destination);
        var place = plan.Places[_place++];
        WriteText(place.Start, destination);
        _written = place.End;
    }

    /// <summary>Writes what follows the last signed address.</summary>
    public void WriteEnd(IBufferWriter<byte> destination)
    {
        WriteApplicationAddresses(destination);
        WriteText(text.Length, destination);
    }

    private void WriteApplicationAddresses(IBufferWriter<byte> destination)
    {
        for (; _place < plan.Places.Count && plan.Places[_place] is { Kind: not UriKind.Media } place; _place++)
        {
            WriteText(place.Start, destination);
            _written = place.End;
            Encoding.UTF8.GetBytes((place.Kind == UriKind.Key ? grant.KeyAddress : grant.ChildAddress)!, destination);
            PathEncoding.Write(place.Object!.Value.AsSpan(grant.Root.Length), destination);
        }
    }

    private void WriteText(int end, IBufferWriter<byte> destination)
    {
        destination.Write(text.Span[_written..end]);
        _written = end;
    }
}
