using System.Buffers;

namespace PresignKit.Manifests;

/// <summary>Writes the text of an MPD between its signed addresses.</summary>
/// <param name="text">The MPD.</param>
/// <param name="plan">What becomes of it.</param>
/// <param name="destination">Receives the text, which is not encoded again.</param>
internal sealed class ManifestWriter(ReadOnlyMemory<byte> text, ManifestPlan plan, IBufferWriter<byte> destination)
{
    private int _piece;
    private int _written;

    /// <summary>Writes what precedes a signed address, which follows.</summary>
    public void WriteBefore()
    {
        while (plan.Pieces[_piece].Kind != PieceKind.Addresses)
        {
            Write(plan.Pieces[_piece++]);
        }

        var piece = plan.Pieces[_piece];
        destination.Write(plan.MadeText.Slice(piece.Text.Start, piece.Text.Length));
        if (++_written == piece.Count)
        {
            (_piece, _written) = (_piece + 1, 0);
        }
    }

    /// <summary>Writes what follows the last signed address.</summary>
    public void WriteEnd()
    {
        while (_piece < plan.Pieces.Count)
        {
            Write(plan.Pieces[_piece++]);
        }
    }

    private void Write(ManifestPiece piece)
    {
        var source = piece.Kind == PieceKind.Source ? text.Span : plan.MadeText;
        for (var i = 0; i < piece.Count; i++)
        {
            destination.Write(source.Slice(piece.Text.Start, piece.Text.Length));
        }
    }
}
